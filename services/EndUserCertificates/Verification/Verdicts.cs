namespace Exchange.EndUserCertificates.Verification;

/// <summary>The verdicts on a certificate. A verdict is advice: the national authority decides.</summary>
internal static class Verdicts
{
    public const string Authentic = "authentic";
    public const string AuthenticButAltered = "authentic_but_altered";
    public const string NotIssued = "not_issued";
    public const string Revoked = "revoked";
    public const string Suspended = "suspended";
    public const string Expired = "expired";
    public const string NotYetValid = "not_yet_valid";
    public const string Exhausted = "exhausted";
    public const string SignatureInvalid = "signature_invalid";
    public const string IssuerNotTrusted = "issuer_not_trusted";
    public const string CannotDisclose = "cannot_disclose";

    /// <summary>Of several that hold, the one told: what makes the others meaningless comes first.</summary>
    public static IReadOnlyList<string> ByGravity { get; } =
        [SignatureInvalid, IssuerNotTrusted, CannotDisclose, NotIssued, AuthenticButAltered, Revoked, Suspended, NotYetValid, Expired, Exhausted, Authentic];

    /// <summary>Whether it tells that the exchange holds no such certificate: what somebody who guesses is told.</summary>
    public static bool IsMiss(string verdict) => verdict is SignatureInvalid or IssuerNotTrusted or NotIssued or CannotDisclose;
}

/// <summary>What a check came to.</summary>
internal enum CheckOutcome
{
    Pass = 1,

    /// <summary>Something that the authority should look at.</summary>
    Warn = 2,
    Fail = 3,

    /// <summary>It could not be made; nothing follows from that.</summary>
    NotChecked = 4,
}

/// <summary>One check of a verification: what it came to, why, by whose facts, and how old these are.</summary>
internal sealed record CertificateCheck
{
    public required string Check { get; init; }
    public required CheckOutcome Outcome { get; init; }

    /// <summary>A stable code of the reason.</summary>
    public required string Code { get; init; }

    /// <summary>The reason in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Whose facts it rests on.</summary>
    public required string Source { get; init; }

    /// <summary>As of when the facts are; null where there are none.</summary>
    public DateTimeOffset? FactsAsOf { get; init; }

    /// <summary>Fields that differ, lines that lack, cases to look at.</summary>
    public IReadOnlyList<string>? Details { get; init; }
}
