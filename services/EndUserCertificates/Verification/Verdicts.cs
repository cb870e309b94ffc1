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

    /// <summary>If several hold, the first in this order is the answer: it makes the later ones meaningless.</summary>
    public static IReadOnlyList<string> ByGravity { get; } =
        [SignatureInvalid, IssuerNotTrusted, CannotDisclose, NotIssued, AuthenticButAltered, Revoked, Suspended, NotYetValid, Expired, Exhausted, Authentic];

    /// <summary>Whether the verdict means that the exchange holds no such certificate: the answer to a guess.</summary>
    public static bool IsMiss(string verdict) => verdict is SignatureInvalid or IssuerNotTrusted or NotIssued or CannotDisclose;
}

/// <summary>The outcome of a check. <c>warn</c>: the authority should review something. <c>not_checked</c>: nothing follows from it.</summary>
internal enum CheckOutcome
{
    Pass = 1,

    /// <summary>Something that the authority should look at.</summary>
    Warn = 2,
    Fail = 3,

    /// <summary>The check could not be made; nothing follows from that.</summary>
    NotChecked = 4,
}

/// <summary>One check of a verification: its outcome, the reason, the source of the facts, and their age.</summary>
internal sealed record CertificateCheck
{
    /// <summary>What was checked, such as <c>signature</c>, <c>status</c> or <c>quantity</c>.</summary>
    public required string Check { get; init; }

    /// <summary>The outcome.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>A stable code of the reason.</summary>
    public required string Code { get; init; }

    /// <summary>The reason in a sentence, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The source of the facts: a State, <c>network</c>, <c>cases</c>, <c>verifier</c>, or the name of a data file.</summary>
    public required string Source { get; init; }

    /// <summary>The time of the facts (UTC); absent if there are none.</summary>
    public DateTimeOffset? FactsAsOf { get; init; }

    /// <summary>Fields that differ, lines with too little left, or cases to review.</summary>
    public IReadOnlyList<string>? Details { get; init; }
}
