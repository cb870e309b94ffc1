using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>What a verification came to.</summary>
internal sealed record VerificationResult(
    string Verdict, IReadOnlyList<CertificateCheck> Checks, VerifyCertificate.Certified? Shown, string PresentedBy, string? NamedIssuer, string? NamedNumber)
{
    /// <summary>For the State that the certificate names; where that is no member, for the verifier's own.</summary>
    public VerificationRecord ToRecord(Guid id, Principal verifier, DateTimeOffset now) => new()
    {
        Id = id,
        Originator = NamedIssuer ?? verifier.Member,
        Verifier = verifier.Member,
        Authority = verifier.Authority,
        CertificateId = Shown?.Id,
        Number = NamedNumber,
        PresentedBy = PresentedBy,
        Verdict = Verdict,
        Checks = [.. Checks.Select(check => new VerificationRecord.Checked(check.Check, check.Outcome, check.Code))],
        At = now,
    };
}

/// <summary>
/// Makes every check of a certificate, in the order of <see cref="VerifyAsync"/>. It rests on this service's own database and
/// projections, so that it answers while every other service is down; each check says whose facts it used and how old they are.
/// </summary>
internal sealed class CertificateVerifier(
    IServiceScopeFactory scopes, CertificateRegister register, DiversionHistory history, CertificateKeys keys, TrustDirectory trust,
    EmbargoScreening embargoes, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();

    public async Task<VerificationResult> VerifyAsync(VerifyCertificate.Request request, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var question = new Question(request, caller, now);
        var found = await IdentifyAsync(question, ct);
        if (found is var (certificate, content, history))
        {
            CheckAlteration(question, content);
            CheckStatus(question, certificate);
            CheckValidity(question, certificate);
            CheckQuantity(question, certificate);
            CheckReuse(question, certificate);
            CheckShipment(question, content);
            await CheckBrokerAsync(question, content, ct);
            CheckHistory(question, history);
            CheckEmbargoes(question, content);
        }
        return question.Result(found?.Certificate);
    }

    /// <summary>The certificate that is meant, what was signed, and the cases that name it or a party of it.</summary>
    private sealed record Identified(RegisteredCertificate Certificate, CertificateContent Content, CasesTold History);

    /// <summary>Signature and issuer, and the certificate that is meant; null when there is none.</summary>
    private Task<Identified?> IdentifyAsync(Question question, CancellationToken ct) => question.Request switch
    {
        { Credential: { } credential } => ByCredentialAsync(question, credential, ct),
        { Qr: { } qr } => ByQrAsync(question, qr, ct),
        _ => ByNumberAsync(question, ct),
    };

    private async Task<Identified?> ByCredentialAsync(Question question, string text, CancellationToken ct)
    {
        question.PresentedBy = "credential";
        var read = CompactJws.Read(text, CredentialTypes.Certificate, text.Length);
        if (read.Fault is { } fault) return question.Forged(fault);
        var claims = read.Value.Claims;
        var issuer = IssuerAddress.MemberOf(publicUrl, Text(claims, "iss"));
        if (!IsTrusted(question, issuer)) return null;
        if (read.Value.Verify(await keys.PublicOfAsync(issuer!, read.Value.KeyId, ct)) is { } forged) return question.Forged(forged);
        question.Pass("signature", $"Signed with a certificate key of {issuer}.", issuer!);
        if (Guid.TryParse(Text(claims, "sub"), out var id) && RegisteredCertificate.Read(claims) is { } content)
        {
            // The parties are those that the State signed: to look for cases of theirs need not wait for the register.
            var (finding, history) = (register.FindAsync(issuer!, id, ct), HistoryAsync(question, issuer!, content, ct));
            await Task.WhenAll(finding, history);
            // A signature of ES256 has a twin that is as good: what counts is what was signed.
            if (await finding is { } found && read.Value.SignsWhat(found.Credential)) return new(found, content, await history);
        }
        return question.NotIssued($"{issuer} signed it, but its register holds no such certificate.");
    }

    private async Task<Identified?> ByQrAsync(Question question, string text, CancellationToken ct)
    {
        question.PresentedBy = "qr";
        var read = CertificateExtract.Read(text);
        if (read.Fault is { } fault) return question.Forged(fault);
        if (!IsTrusted(question, read.Value.Issuer)) return null;
        var verified = read.Value.Verify(await keys.PublicOfAsync(read.Value.Issuer, read.Value.KeyId, ct));
        if (verified.Fault is { } forged) return question.Forged(forged);
        var extract = verified.Value;
        question.NamedNumber = extract.Number;
        question.Pass("signature", $"Signed with a certificate key of {extract.Issuer}.", extract.Issuer);
        return await register.FindAsync(extract.Issuer, extract.CertificateId, ct) is { } found && found.DocumentHash == extract.DocumentHash
            ? await IdentifiedAsync(question, found, ct)
            : question.NotIssued($"{extract.Issuer} signed it, but its register holds no such certificate.");
    }

    private async Task<Identified?> ByNumberAsync(Question question, CancellationToken ct)
    {
        question.PresentedBy = "number";
        var (issuer, number, hash) = (question.Request.IssuingState!, question.Request.Number!, question.Request.DocumentHash!);
        question.NamedNumber = number;
        if (!IsTrusted(question, issuer)) return null;
        question.Add("signature", CheckOutcome.NotChecked, "not_presented", "Only number, State and document hash were given.", "verifier");
        if ((await keys.PublicOfAsync(issuer, ct)).Count == 0)
        {
            question.Decide(Verdicts.CannotDisclose);
            question.Add("issuance", CheckOutcome.NotChecked, "no_register",
                $"{issuer} keeps no certificates in the exchange. Ask it whether the paper is authentic (POST /v1/authentications).", issuer);
            return null;
        }
        return await register.FindAsync(issuer, number, hash, ct) is { } found
            ? await IdentifiedAsync(question, found, ct)
            : question.NotIssued($"The exchange holds no certificate of {issuer} with this number and this document hash. Of one that was issued on paper alone, ask {issuer} (POST /v1/authentications).");
    }

    private async Task<Identified> IdentifiedAsync(Question question, RegisteredCertificate certificate, CancellationToken ct)
    {
        var content = certificate.Read();
        return new(certificate, content, await HistoryAsync(question, certificate.Originator, content, ct));
    }

    private bool IsTrusted(Question question, string? issuer)
    {
        question.NamedIssuer = issuer is not null && trust.Member(issuer) is not null ? issuer : null;
        if (issuer is not null && trust.IsActive(issuer))
        {
            question.Pass("issuer", $"{issuer} is an active member of the network.", "network");
            return true;
        }
        question.Decide(Verdicts.IssuerNotTrusted);
        question.Add("issuer", CheckOutcome.Fail, "issuer_not_trusted", "The issuer is not an active member of the network.", "network");
        return false;
    }

    private static void CheckAlteration(Question question, CertificateContent issued)
    {
        if (question.Request.FieldsAsRead is not { } read)
        {
            question.Add("alteration", CheckOutcome.NotChecked, "not_presented", "What the paper says was not given; compare it with what was issued.", "verifier");
            return;
        }
        var differences = FieldComparison.Differences(read, issued);
        if (differences.Count == 0)
        {
            question.Pass("alteration", "All that was read is as it was issued.", question.NamedIssuer!);
            return;
        }
        question.Decide(Verdicts.AuthenticButAltered);
        question.Add("alteration", CheckOutcome.Fail, "fields_differ", "Some fields are not as they were issued.", question.NamedIssuer!, details: differences);
    }

    private static void CheckStatus(Question question, RegisteredCertificate certificate)
    {
        var (verdict, reason) = certificate.Status switch
        {
            CertificateStatus.Valid => (Verdicts.Authentic, "Its State has neither revoked nor suspended it."),
            CertificateStatus.Suspended => (Verdicts.Suspended, "Its State has suspended it."),
            CertificateStatus.Superseded => (Verdicts.Revoked, "A correction has taken its place."),
            _ => (Verdicts.Revoked, "Its State has revoked it."),
        };
        question.Decide(verdict);
        question.Add("status", verdict == Verdicts.Authentic ? CheckOutcome.Pass : CheckOutcome.Fail, certificate.Status, reason, certificate.Originator, question.Now);
    }

    private static void CheckValidity(Question question, RegisteredCertificate certificate)
    {
        if (question.Today < certificate.ValidFrom)
        {
            question.Decide(Verdicts.NotYetValid);
            question.Add("validity", CheckOutcome.Fail, "not_yet_valid", $"It is valid from {certificate.ValidFrom:O}.", certificate.Originator);
        }
        else if (certificate.ValidUntil < question.Today)
        {
            question.Decide(Verdicts.Expired);
            question.Add("validity", CheckOutcome.Fail, "expired", $"It was valid until {certificate.ValidUntil:O}.", certificate.Originator);
        }
        else
        {
            question.Pass("validity", certificate.ValidUntil is { } until ? $"It is valid until {until:O}." : "It has no last day.", certificate.Originator);
        }
    }

    /// <summary>What all exporting States have taken, against what is to be shipped.</summary>
    private static void CheckQuantity(Question question, RegisteredCertificate certificate)
    {
        var lines = certificate.Lines.ToDictionary(l => l.Line);
        var wanted = question.Request.Shipment?.Lines ?? [];
        if (wanted.Where(l => !lines.ContainsKey(l.Line!.Value)).Select(l => Path(l.Line!.Value)).ToList() is { Count: > 0 } unknown)
        {
            question.Decide(Verdicts.Exhausted);
            question.Add("quantity", CheckOutcome.Fail, "no_such_line", "The certificate has no such line.", certificate.Originator, question.Now, unknown);
            return;
        }
        if (wanted.Where(l => l.Quantity > lines[l.Line!.Value].Left).Select(l => Path(l.Line!.Value)).ToList() is { Count: > 0 } over)
        {
            question.Decide(Verdicts.Exhausted);
            question.Add("quantity", CheckOutcome.Fail, "more_than_left", "More is to be shipped than is left of these lines.", certificate.Originator, question.Now, over);
        }
        else if (certificate.Lines.All(l => l.Left == 0))
        {
            question.Decide(Verdicts.Exhausted);
            question.Add("quantity", CheckOutcome.Fail, "nothing_left", "All of it has been drawn.", certificate.Originator, question.Now);
        }
        else if (wanted.Count == 0)
        {
            question.Add("quantity", CheckOutcome.Warn, "not_presented", "Something is left; whether it is enough depends on the shipment, which was not given.", certificate.Originator, question.Now);
        }
        else
        {
            question.Pass("quantity", "As much is left as is to be shipped.", certificate.Originator, question.Now);
        }

        static string Path(int line) => $"shipment.lines[{line}]";
    }

    private static void CheckReuse(Question question, RegisteredCertificate certificate)
    {
        if (!certificate.SingleUse)
        {
            question.Pass("reuse", "It may serve several shipments.", certificate.Originator, question.Now);
        }
        else if (certificate.Lines.All(l => l.Taken == 0))
        {
            question.Pass("reuse", "It serves one shipment, and has served none.", certificate.Originator, question.Now);
        }
        else
        {
            question.Decide(Verdicts.Exhausted);
            question.Add("reuse", CheckOutcome.Fail, "already_used", "It serves one shipment, and has served it.", certificate.Originator, question.Now);
        }
    }

    /// <summary>Whether the shipment is the one that the certificate is for.</summary>
    private static void CheckShipment(Question question, CertificateContent content)
    {
        if (question.Request.Shipment is not { } shipment)
        {
            question.Add("shipment", CheckOutcome.NotChecked, "not_presented", "The shipment was not given.", "verifier");
            return;
        }
        var differences = new List<string>();
        if (shipment.Exporter is { } exporter && exporter != content.Exporter?.State) differences.Add("shipment.exporter");
        if (shipment.Broker is { } broker && (broker.State != content.Broker?.State || broker.Number != content.Broker?.Number)) differences.Add("shipment.broker");
        if (shipment.Route is { Count: > 0 } route && Countries.FindAlpha2(route[^1].To![..2])?.Alpha3 != content.FinalDestination) differences.Add($"shipment.route[{route.Count - 1}].to");
        if (differences.Count == 0) question.Pass("shipment", "Exporter, broker and destination, as far as given, are the certificate's.", question.NamedIssuer!);
        else question.Add("shipment", CheckOutcome.Fail, "another_shipment", "The shipment is not the one that the certificate is for.", question.NamedIssuer!, details: differences);
    }

    private async Task CheckBrokerAsync(Question question, CertificateContent content, CancellationToken ct)
    {
        if ((question.Request.Shipment?.Broker ?? content.Broker) is not { State: { } state, Number: { } number })
        {
            question.Add("broker_standing", CheckOutcome.NotChecked, "no_broker", "No broker is named.", "certificate");
            return;
        }
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<CertificatesDb>().BrokerStandings.AsNoTracking().SingleOrDefaultAsync(b => b.State == state && b.Number == number, ct) is not { } fact)
        {
            question.Add("broker_standing", CheckOutcome.NotChecked, "not_told", $"The register of {state} has told nothing of this broker. That is no evidence of anything illegal.", state);
            return;
        }
        var (outcome, code, reason) = fact switch
        {
            { ValidUntil: { } until } when until < question.Today => (CheckOutcome.Warn, "data_stale", $"Its registration was told to hold until {until:O}; nothing has been told since."),
            { Standing: BrokerStandings.Active } => (CheckOutcome.Pass, fact.Standing, $"{state} registers it as active."),
            { Standing: BrokerStandings.None } => (CheckOutcome.Warn, fact.Standing, $"{state} does not register it. That is no evidence of anything illegal."),
            _ => (CheckOutcome.Fail, fact.Standing, $"{state} says: {fact.Standing}."),
        };
        question.Add("broker_standing", outcome, code, reason, state, fact.AsOf);
    }

    /// <summary>Cases that the caller may see and that name a party, or this certificate.</summary>
    private Task<CasesTold> HistoryAsync(Question question, string issuer, CertificateContent content, CancellationToken ct)
    {
        var parties = (content.Consignees ?? []).Append(content.Exporter).Append(content.EndUser).Select(p => p?.Name).Append(content.Broker?.Name)
            .OfType<string>().Select(NameKey.Of).Where(key => key.Length > 0);
        string[] keys = [.. parties.Append(NameKey.OfCertificate(issuer, content.Number!)).Distinct()];
        return history.FindAsync(keys, question.Caller, question.Now, ct);
    }

    private static void CheckHistory(Question question, CasesTold told)
    {
        var (cases, asOf) = told;
        if (cases.Count > 0)
        {
            question.Add("diversion_history", CheckOutcome.Warn, "named_in_cases", "Cases of diversion name the certificate or a party of it. A name is no proof: look at them.", "cases", asOf,
                [.. cases.Select(c => c.Level >= ReleaseLevel.Summary ? c.Reference : $"{c.Originator} holds something: ask its point of contact").Distinct()]);
        }
        else if (asOf is null)
        {
            question.Add("diversion_history", CheckOutcome.NotChecked, "not_told", "No case has been told to this service yet.", "cases");
        }
        else
        {
            question.Pass("diversion_history", "No case that you may see names the certificate or a party of it.", "cases", asOf);
        }
    }

    private void CheckEmbargoes(Question question, CertificateContent content)
    {
        var shipment = question.Request.Shipment;
        var answer = embargoes.Screen(new EmbargoQuestion
        {
            FinalDestination = content.FinalDestination,
            Parties = [.. (content.Consignees ?? []).Append(content.Exporter).Append(content.EndUser).OfType<Party>().Select(p => new ScreenedParty(p.State, p.Name))],
            Broker = (shipment?.Broker ?? content.Broker) is { } broker ? new ScreenedParty(broker.State, broker.Name) : null,
            Carrier = shipment?.Carrier is { } carrier ? new ScreenedParty(carrier.State, carrier.Name) : null,
            Vessel = shipment?.Vessel is { } vessel ? new ScreenedParty(vessel.Flag, vessel.Name) : null,
            Route = [.. (shipment?.Route ?? []).Select(leg => new ScreenedLeg(leg.From!, leg.To!))],
        });
        var (outcome, code, reason) = answer.Outcome switch
        {
            EmbargoOutcome.NoMatch when answer.NeedsReview => (CheckOutcome.Warn, "needs_review", "Nothing matches, but the data has entries that nobody has reviewed."),
            EmbargoOutcome.NoMatch => (CheckOutcome.Pass, "no_match", "Nothing matches."),
            EmbargoOutcome.DataStale => (CheckOutcome.Warn, "data_stale", "The data is past its review date: nothing is clear by it."),
            EmbargoOutcome.ElevatedRisk => (CheckOutcome.Warn, "elevated_risk", "An embargo concerns a country of the transfer."),
            EmbargoOutcome.ExemptionCheck => (CheckOutcome.Warn, "exemption_check", "An embargo allows this on conditions only."),
            EmbargoOutcome.ProhibitedUnlessExempt => (CheckOutcome.Fail, "prohibited_unless_exempt", "An embargo forbids this unless an exemption holds."),
            _ => throw new InvalidOperationException($"{answer.Outcome} has no words."),
        };
        question.Add("embargo_screening", outcome, code, reason, answer.Source ?? "embargo data",
            answer.CompiledOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
            [.. answer.Subjects.Where(s => s.Outcome != EmbargoOutcome.NoMatch).Select(s => $"{s.Subject}: {string.Join("; ", s.Matches.Select(m => $"{m.Authority} {m.Regime}").Append(s.Reason).OfType<string>())}")]);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>One verification under way: what was asked, the checks so far, and the gravest verdict that they gave.</summary>
    private sealed class Question(VerifyCertificate.Request request, Principal caller, DateTimeOffset now)
    {
        private readonly List<CertificateCheck> checks = [];
        private readonly HashSet<string> verdicts = [];

        public VerifyCertificate.Request Request => request;
        public Principal Caller => caller;
        public DateTimeOffset Now => now;
        public DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);
        public string PresentedBy { get; set; } = "";
        public string? NamedIssuer { get; set; }
        public string? NamedNumber { get; set; }

        public void Decide(string verdict) => verdicts.Add(verdict);

        public void Pass(string check, string reason, string source, DateTimeOffset? asOf = null) => Add(check, CheckOutcome.Pass, "ok", reason, source, asOf);

        public void Add(string check, CheckOutcome outcome, string code, string reason, string source, DateTimeOffset? asOf = null, IReadOnlyList<string>? details = null) =>
            checks.Add(new CertificateCheck { Check = check, Outcome = outcome, Code = code, Reason = reason, Source = source, FactsAsOf = asOf, Details = details is { Count: > 0 } ? details : null });

        public Identified? Forged(CredentialFault fault)
        {
            Decide(Verdicts.SignatureInvalid);
            Add("signature", CheckOutcome.Fail, fault.Code, fault.Sentence, "verifier");
            return null;
        }

        public Identified? NotIssued(string reason)
        {
            Decide(Verdicts.NotIssued);
            Add("issuance", CheckOutcome.Fail, "not_issued", reason, NamedIssuer!, now);
            return null;
        }

        public VerificationResult Result(RegisteredCertificate? certificate) => new(
            Verdicts.ByGravity.First(verdicts.Contains),
            checks,
            certificate is null ? null : new(certificate.Id, certificate.Originator, certificate.Type, certificate.Number, certificate.ValidUntil, certificate.FinalDestination),
            PresentedBy, NamedIssuer, certificate?.Number ?? NamedNumber);
    }
}
