using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.StatusLists;

namespace Exchange.EndUserCertificates.Verification.Checks;

/// <summary>The checks of a certificate that was identified. Each is a function of what it is given: it reads no database and no clock.</summary>
internal static class CertificateChecks
{
    /// <summary>Whether the fields that were read off the paper are as they were issued.</summary>
    public static CheckResult Alteration(CertificateContent? read, CertificateContent issued, string issuer)
    {
        const string Check = "alteration";
        if (read is null) return CheckResult.Of(Check, CheckOutcome.NotChecked, "not_presented", "What the paper says was not given; compare it with what was issued.", "verifier");
        var differences = FieldComparison.Differences(read, issued);
        return differences.Count == 0
            ? CheckResult.Pass(Check, "All that was read is as it was issued.", issuer)
            : CheckResult.Of(Check, CheckOutcome.Fail, "fields_differ", "Some fields are not as they were issued.", issuer, details: differences, verdict: Verdicts.AuthenticButAltered);
    }

    /// <summary>Whether its State still stands by it.</summary>
    public static CheckResult Status(RegisteredCertificate certificate, DateTimeOffset now)
    {
        var (verdict, reason) = certificate.Status switch
        {
            CertificateStatus.Valid => (Verdicts.Authentic, "Its State has neither revoked nor suspended it."),
            CertificateStatus.Suspended => (Verdicts.Suspended, "Its State has suspended it."),
            CertificateStatus.Superseded => (Verdicts.Revoked, "A correction has replaced it."),
            _ => (Verdicts.Revoked, "Its State has revoked it."),
        };
        return CheckResult.Of(
            "status", verdict == Verdicts.Authentic ? CheckOutcome.Pass : CheckOutcome.Fail, certificate.Status, reason, certificate.Originator, now, verdict: verdict);
    }

    /// <summary>Whether it is valid on a day (UTC); its first and last day count whole.</summary>
    public static CheckResult Validity(RegisteredCertificate certificate, DateOnly today)
    {
        const string Check = "validity";
        if (today < certificate.ValidFrom)
            return CheckResult.Of(Check, CheckOutcome.Fail, "not_yet_valid", $"It is valid from {certificate.ValidFrom:O}.", certificate.Originator, verdict: Verdicts.NotYetValid);
        if (certificate.ValidUntil < today)
            return CheckResult.Of(Check, CheckOutcome.Fail, "expired", $"It was valid until {certificate.ValidUntil:O}.", certificate.Originator, verdict: Verdicts.Expired);
        return CheckResult.Pass(Check, certificate.ValidUntil is { } until ? $"It is valid until {until:O}." : "It has no last day.", certificate.Originator);
    }

    /// <summary>Whether as much is left, after what all exporting States have taken, as is to be shipped.</summary>
    public static CheckResult Quantity(RegisteredCertificate certificate, IReadOnlyList<VerifyCertificate.ShipmentLine>? shipped, DateTimeOffset now)
    {
        const string Check = "quantity";
        var lines = certificate.Lines.ToDictionary(l => l.Line);
        var wanted = shipped ?? [];
        if (wanted.Where(l => !lines.ContainsKey(l.Line!.Value)).Select(Path).ToList() is { Count: > 0 } unknown)
            return Exhausted("no_such_line", "The certificate has no such line.", unknown);
        if (wanted.Where(l => l.Quantity > lines[l.Line!.Value].Left).Select(Path).ToList() is { Count: > 0 } over)
            return Exhausted("more_than_left", "More is to be shipped than is left of these lines.", over);
        if (certificate.Lines.All(l => l.Left == 0))
            return Exhausted("nothing_left", "All of it has been drawn.", null);
        return wanted.Count == 0
            ? CheckResult.Of(Check, CheckOutcome.Warn, "not_presented", "Something is left; whether it is enough depends on the shipment, which was not given.", certificate.Originator, now)
            : CheckResult.Pass(Check, "As much is left as is to be shipped.", certificate.Originator, now);

        CheckResult Exhausted(string code, string reason, List<string>? paths) =>
            CheckResult.Of(Check, CheckOutcome.Fail, code, reason, certificate.Originator, now, paths, Verdicts.Exhausted);

        static string Path(VerifyCertificate.ShipmentLine line) => $"shipment.lines[{line.Line}]";
    }

    /// <summary>Whether a certificate for one shipment has served it.</summary>
    public static CheckResult Reuse(RegisteredCertificate certificate, DateTimeOffset now)
    {
        const string Check = "reuse";
        if (!certificate.SingleUse) return CheckResult.Pass(Check, "It may serve several shipments.", certificate.Originator, now);
        return certificate.Lines.All(l => l.Taken == 0)
            ? CheckResult.Pass(Check, "It serves one shipment, and has served none.", certificate.Originator, now)
            : CheckResult.Of(Check, CheckOutcome.Fail, "already_used", "It serves one shipment, and has served it.", certificate.Originator, now, verdict: Verdicts.Exhausted);
    }

    /// <summary>Whether the shipment is the one that the certificate is for.</summary>
    public static CheckResult Shipment(VerifyCertificate.Shipment? shipment, CertificateContent issued, string issuer)
    {
        const string Check = "shipment";
        if (shipment is null) return CheckResult.Of(Check, CheckOutcome.NotChecked, "not_presented", "The shipment was not given.", "verifier");
        var differences = new List<string>();
        if (shipment.Exporter is { } exporter && exporter != issued.Exporter?.State) differences.Add("shipment.exporter");
        if (shipment.Broker is { } broker && (broker.State != issued.Broker?.State || broker.Number != issued.Broker?.Number)) differences.Add("shipment.broker");
        if (shipment.Route is { Count: > 0 } route && Countries.FindAlpha2(route[^1].To![..2])?.Alpha3 != issued.FinalDestination) differences.Add($"shipment.route[{route.Count - 1}].to");
        return differences.Count == 0
            ? CheckResult.Pass(Check, "Exporter, broker and destination, as far as given, are the certificate's.", issuer)
            : CheckResult.Of(Check, CheckOutcome.Fail, "another_shipment", "The shipment is not the one that the certificate is for.", issuer, details: differences);
    }

    /// <summary>The standing of the broker, as its State's register last published it; null if it published nothing that the reader may see.</summary>
    public static CheckResult BrokerStanding(string state, BrokerStandingFact? fact, DateOnly today)
    {
        const string Check = "broker_standing";
        if (fact is null)
            return CheckResult.Of(Check, CheckOutcome.NotChecked, "not_told", $"The register of {state} shows you nothing about this broker. That is no evidence of anything illegal: ask its authority.", state);
        var (outcome, code, reason) = fact switch
        {
            { ValidFrom: { } from, Standing: BrokerStandings.Active } when from > today => (CheckOutcome.Warn, "not_yet_valid", $"Its registration holds from {from:O}."),
            { ValidUntil: { } until, Standing: BrokerStandings.Active } when until < today => (CheckOutcome.Warn, "data_stale", $"Its registration was valid until {until:O}; nothing newer has been published."),
            { Standing: BrokerStandings.Active } => (CheckOutcome.Pass, fact.Standing, $"{state} registers it as active."),
            { Standing: BrokerStandings.None } => (CheckOutcome.Warn, fact.Standing, $"{state} does not register it. That is no evidence of anything illegal."),
            _ => (CheckOutcome.Fail, fact.Standing, $"{state} says: {fact.Standing}."),
        };
        return CheckResult.Of(Check, outcome, code, reason, state, fact.AsOf);
    }

    /// <summary>The result where neither the certificate nor the shipment names a broker.</summary>
    public static CheckResult NoBroker() => CheckResult.Of("broker_standing", CheckOutcome.NotChecked, "no_broker", "No broker is named.", "certificate");

    /// <summary>Whether cases that the verifier may see name the certificate or a party of it.</summary>
    public static CheckResult DiversionHistory(CaseMatches matches)
    {
        const string Check = "diversion_history";
        var (cases, asOf) = matches;
        if (cases.Count > 0)
        {
            return CheckResult.Of(Check, CheckOutcome.Warn, "named_in_cases", "Cases of diversion name the certificate or a party of it. A name is no proof: review them.", "cases", asOf,
                [.. cases.Select(c => c.Level >= ReleaseLevel.Summary ? c.Reference : $"{c.Originator} holds something: ask its point of contact").Distinct()]);
        }
        return asOf is null
            ? CheckResult.Of(Check, CheckOutcome.NotChecked, "not_told", "This service has not received any case yet.", "cases")
            : CheckResult.Pass(Check, "No case that you may see names the certificate or a party of it.", "cases", asOf);
    }

    /// <summary>What the embargo data says of the transfer.</summary>
    public static CheckResult Embargoes(EmbargoAnswer answer)
    {
        var (outcome, code, reason) = answer.Outcome switch
        {
            EmbargoOutcome.NoMatch when answer.NeedsReview => (CheckOutcome.Warn, "needs_review", "Nothing matches, but the data has entries that nobody has reviewed."),
            EmbargoOutcome.NoMatch => (CheckOutcome.Pass, "no_match", "Nothing matches."),
            EmbargoOutcome.DataStale => (CheckOutcome.Warn, "data_stale", "The data is past its review date: it clears nothing."),
            EmbargoOutcome.ElevatedRisk => (CheckOutcome.Warn, "elevated_risk", "An embargo concerns a country of the transfer."),
            EmbargoOutcome.ExemptionCheck => (CheckOutcome.Warn, "exemption_check", "An embargo allows this on conditions only."),
            EmbargoOutcome.ProhibitedUnlessExempt => (CheckOutcome.Fail, "prohibited_unless_exempt", "An embargo forbids this unless an exemption holds."),
            _ => throw new InvalidOperationException($"The outcome {answer.Outcome} has no reason."),
        };
        return CheckResult.Of("embargo_screening", outcome, code, reason, answer.Source ?? "embargo data",
            answer.CompiledOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
            [.. answer.Subjects.Where(s => s.Outcome != EmbargoOutcome.NoMatch).Select(s => $"{s.Subject}: {string.Join("; ", s.Matches.Select(m => $"{m.Authority} {m.Regime}").Append(s.Reason).OfType<string>())}")]);
    }
}
