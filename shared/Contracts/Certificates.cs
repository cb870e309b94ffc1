using Exchange.Contracts.Vocabularies;
namespace Exchange.Contracts;

/// <summary>Somebody whom end-user documentation names: a company or a body of a State, never a natural person.</summary>
public sealed record CertificateParty
{
    /// <summary>What it does in the transfer: <see cref="CodeLists.ActorRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary><c>state</c> or <c>company</c>. Whoever may be a person is left out by the publisher.</summary>
    public required string Kind { get; init; }

    /// <summary>At most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Alpha-3, where the document says it.</summary>
    public string? Country { get; init; }
}

/// <summary>What the answer to an authentication found of a document that is not what it claims to be.</summary>
public static class ForgeryFindings
{
    /// <summary>The purported issuer never issued it.</summary>
    public const string NotIssued = "not_issued";

    /// <summary>It was issued, and not with what the document says now.</summary>
    public const string Altered = "altered";

    public static IReadOnlyList<string> All { get; } = [NotIssued, Altered];
}

/// <summary>
/// A State asked for end-user documentation to be authenticated and learned that it is forged or altered (outcome document,
/// paras 48, 103). It is that State's finding, and for its eyes: no consumer shows it to another before that State does.
/// </summary>
public sealed record CertificateForgerySuspected
{
    /// <summary>The forgery's own id: the same however often, and by whichever replica, it is told.</summary>
    public required Guid Id { get; init; }

    /// <summary>The State (alpha-3) that asked, and that alone decides what becomes of the finding.</summary>
    public required string AskingState { get; init; }

    /// <summary>The State (alpha-3) that the document names as its issuer.</summary>
    public required string PurportedIssuer { get; init; }

    /// <summary>The number on the document, as read; at most 100 characters.</summary>
    public string? Number { get; init; }

    /// <summary>The document's type: <see cref="CodeLists.DocumentKind"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The date of issue on the document, as read.</summary>
    public DateOnly? IssuedOn { get; init; }

    /// <summary>One of <see cref="ForgeryFindings"/>.</summary>
    public required string Finding { get; init; }

    /// <summary>Names of the fields (camelCase paths, never their values) that differ from what was issued.</summary>
    public IReadOnlyList<string> AlteredFields { get; init; } = [];

    /// <summary>SHA-256 of the scan, 64 hexadecimal digits in lower case.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The authentication whose answer found it.</summary>
    public Guid? AuthenticationId { get; init; }

    /// <summary>The final destination (alpha-3) on the document.</summary>
    public string? FinalDestination { get; init; }

    /// <summary>At most 100.</summary>
    public IReadOnlyList<CertificateParty> Parties { get; init; } = [];

    /// <summary>Categories of the goods on the document: <see cref="CodeLists.ItemCategory"/>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>When the answer was given.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A State issued end-user documentation. What it says stays with those whom its issuer and its parties' States show it to.</summary>
public sealed record CertificateIssued
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required string IssuingState { get; init; }

    /// <summary>The issuing authority's own number, unique within the issuing State.</summary>
    public required string Number { get; init; }

    public required string Type { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The certificate that this one corrects, which no longer stands.</summary>
    public Guid? Supersedes { get; init; }

    public required DateTimeOffset At { get; init; }
    public required long Version { get; init; }
}

/// <summary>A certificate's issuer suspended, reinstated or superseded it; <see cref="Status"/> is what it is now.</summary>
public sealed record CertificateStatusChanged(Guid Id, string IssuingState, string Status, DateTimeOffset At, long Version);

/// <summary>A certificate's issuer revoked it, for good.</summary>
public sealed record CertificateRevoked(Guid Id, string IssuingState, string Status, DateTimeOffset At, long Version);

/// <summary>
/// A State tried to draw more of a line than is left of it; nothing was drawn. Of a certificate that serves one shipment, nothing is left once
/// it is drawn on. Quantities are in the line's own unit.
/// </summary>
public sealed record CertificateOverdrawn
{
    public required Guid CertificateId { get; init; }
    public required string IssuingState { get; init; }
    public required string DrawingState { get; init; }
    public required int Line { get; init; }
    public required long Requested { get; init; }
    public required long Available { get; init; }
    public required DateTimeOffset At { get; init; }
}
