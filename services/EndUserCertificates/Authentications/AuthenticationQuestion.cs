using System.Globalization;
using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>A certificate on paper, as far as it could be read, and the State that it names as its issuer.</summary>
[Leveled]
internal record AuthenticationQuestion
{
    /// <summary>The State that the paper names as its issuer; it is asked. Required.</summary>
    [RequiredField][Country][VisibleFrom(ReleaseLevel.Summary)] public string? IssuingState { get; init; }

    /// <summary>The type of certificate. Required.</summary>
    [RequiredField][Code("certificate_type")][VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>The number on the paper. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxNumber)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>The date on the paper. Required.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? IssuedOn { get; init; }

    /// <summary>The authority that the paper names.</summary>
    [Text(CertificateRules.MaxName)][VisibleFrom(ReleaseLevel.Summary)] public string? IssuingAuthority { get; init; }

    /// <summary>Who signed the paper, as far as it could be read.</summary>
    [Incomplete][VisibleFrom(ReleaseLevel.Full)] public Signatory? Signatory { get; init; }

    /// <summary>The hash of the scan. Required.</summary>
    [RequiredField][Sha256][VisibleFrom(ReleaseLevel.Summary)] public string? DocumentHash { get; init; }

    /// <summary>What could be read, in any part.</summary>
    [Incomplete][VisibleFrom(ReleaseLevel.Full)] public CertificateContent? FieldsAsRead { get; init; }

    /// <summary>
    /// Which parties are companies or bodies of a State. If the paper is forged, only their names are published to other services; names
    /// that may be a person's are left out.
    /// </summary>
    [Most(25)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<PartyKind>? PartyKinds { get; init; }

    /// <summary>Remarks on the paper.</summary>
    [Text(CertificateRules.MaxText, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Remarks { get; init; }

    /// <summary>As JSON, the same for storing, showing and hashing.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, LevelJson.At(ReleaseLevel.Full));

    internal static AuthenticationQuestion FromJson(string json) => JsonSerializer.Deserialize<AuthenticationQuestion>(json, JsonSerializerOptions.Web)!;

    /// <summary>All that the paper says, in the form of a certificate.</summary>
    internal CertificateContent AsRead() => (FieldsAsRead ?? new CertificateContent()) with
    {
        Type = Type,
        Number = Number,
        IssuedOn = IssuedOn,
        Signatory = Signatory ?? FieldsAsRead?.Signatory,
    };

    /// <summary>The names of all that the paper says (<c>endUser.name</c>, <c>goods[1].quantity</c>): what an answer can call altered.</summary>
    internal IReadOnlySet<string> Fields() => IssuingAuthority is null ? FieldComparison.Fields(AsRead()) : new HashSet<string>(FieldComparison.Fields(AsRead())) { "issuingAuthority" };

    /// <summary>The parties that the paper names, each with the path by which <see cref="PartyKinds"/> speaks of it, and its role.</summary>
    internal IEnumerable<(string Path, string Role, string? Name, string? State)> Parties()
    {
        if (FieldsAsRead is not { } read) yield break;
        if (read.Exporter is { } exporter) yield return ("exporter", "exporter", exporter.Name, exporter.State);
        if (read.EndUser is { } endUser) yield return ("endUser", "stated_end_user", endUser.Name, endUser.State);
        if (read.Broker is { } broker) yield return ("broker", "broker", broker.Name, broker.State);
        foreach (var (consignee, i) in (read.Consignees ?? []).Select((c, i) => (c, i)))
            yield return (string.Create(CultureInfo.InvariantCulture, $"consignees[{i}]"), "consignee", consignee.Name, consignee.State);
    }
}

/// <summary>What a party of the paper is.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record PartyKind
{
    /// <summary>The party, as the fields name it: <c>exporter</c>, <c>endUser</c>, <c>broker</c> or <c>consignees[0]</c>. Required.</summary>
    [RequiredField] public string? Party { get; init; }

    /// <summary>What it is. Required.</summary>
    [RequiredField][Code("actor_kind")] public string? Kind { get; init; }
}

/// <summary>Checks a question about a paper, and reports every faulty field. The rules of single fields stand beside the fields.</summary>
internal static class AuthenticationRules
{
    public static void CheckQuestion(Check check, AuthenticationQuestion question, Faults faults)
    {
        check.Fields(question);
        if (question.FieldsAsRead is { } read)
        {
            CertificateRules.CheckTogether(new Check(faults, path: "fieldsAsRead") { Today = check.Today, Partial = true }, read);
            CheckSame(check, question, read);
        }
        // Checked only once all else has the right form.
        if (!faults.Any) CheckPartyKinds(check, question);
    }

    // A paper has one number: a question with two could be answered either way.
    private static void CheckSame(Check check, AuthenticationQuestion question, CertificateContent read)
    {
        Same(read.Type, question.Type, "type");
        Same(read.Number, question.Number, "number");
        Same(read.IssuedOn, question.IssuedOn, "issuedOn");
        Same(read.Signatory, question.Signatory, "signatory");

        void Same<T>(T? inFields, T? beside, string field)
        {
            if (inFields is not null && beside is not null && !inFields.Equals(beside)) check.Fault("fieldsAsRead", $"say another {field} than the question");
        }
    }

    private static void CheckPartyKinds(Check check, AuthenticationQuestion question)
    {
        var parties = question.Parties().Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (party, at) in check.Inside(question.PartyKinds))
        {
            if (party.Party is { } path && !parties.Contains(path)) at.Fault("party", "is no party among the fields");
        }
        if (question.PartyKinds?.Where(p => p?.Party is not null).GroupBy(p => p.Party).Any(same => same.Count() > 1) == true)
            check.Fault("partyKinds", "names a party twice");
    }
}
