using Exchange.Contracts.Vocabularies;
namespace Exchange.Contracts;

/// <summary>To whom a record is released, and how much of it.</summary>
public sealed record Release
{
    /// <summary>Addresses: a member (<c>UGA</c>), a group's States (<c>EAC/*</c>), or every member (<c>*</c>).</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Only to authorities with one of these functions; none named means any.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    public required ReleaseLevel Level { get; init; }

    /// <summary>The instant from which the release no longer holds.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the recipients may use it for; none named means any.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Whether recipients may pass it on: one of <see cref="OnwardRules"/>.</summary>
    public string Onward { get; init; } = OnwardRules.OriginatorConsentRequired;
}

/// <summary>Whether recipients of a release may pass on what they were shown.</summary>
public static class OnwardRules
{
    /// <summary>Only when its originator has consented; the default.</summary>
    public const string OriginatorConsentRequired = "originator_consent_required";

    /// <summary>To whom the record was released too.</summary>
    public const string WithinRecipients = "within_recipients";
}

/// <summary>How recipients are asked to handle a record.</summary>
public sealed record Handling
{
    /// <summary>TLP 2.0 label.</summary>
    public string Tlp { get; init; } = "amber";

    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Paragraphs of the 2024 outcome document that it is shared under.</summary>
    public IReadOnlyList<int> Paragraphs { get; init; } = [];
}

/// <summary>WGS 84 position, longitude first (RFC 7946).</summary>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
public sealed record Position(double Longitude, double Latitude);

/// <summary>A place as a UN/LOCODE, with what the reporting service knows of it.</summary>
/// <param name="Locode">UN/LOCODE.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Name">Its name in the list of UN/LOCODE.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Verified">Whether it is in the list here.</param>
public sealed record Place(string Locode, string Country, string? Name, Position? Position, bool Verified);

/// <summary>One leg of a trafficking route.</summary>
public sealed record RouteLeg
{
    public required int Sequence { get; init; }
    public required Place From { get; init; }
    public required Place To { get; init; }
    public required string Mode { get; init; }
    public string? Means { get; init; }
    public string? Concealment { get; init; }
}

/// <summary>Somebody who had a part in a case and is certainly no natural person: a State, a company or an armed group.</summary>
public sealed record CaseParty
{
    /// <summary>What it did: <see cref="CodeLists.ActorRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary><c>state</c>, <c>company</c> or <c>armed_group</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Null where its originator withholds it or does not know it.</summary>
    public string? Name { get; init; }
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Alpha-3.</summary>
    public string? Country { get; init; }

    public IReadOnlyList<PartyIdentifier> Identifiers { get; init; } = [];
}

/// <summary>A number under which a party is registered; the scheme is one of <see cref="CodeLists.IdentifierScheme"/>.</summary>
public sealed record PartyIdentifier(string Scheme, string Value);

/// <summary>A document of the transfer, by what identifies it: its kind is one of <see cref="CodeLists.DocumentKind"/>, its issuer a State (alpha-3).</summary>
public sealed record CaseDocument(string? Kind, string? Number, string? IssuingState);

/// <summary>
/// What other services may derive from a case: complete as of <see cref="Version"/>, and nothing that a summary does not
/// show: no narrative, persons, marks or sources. It is for the consumers' projections; whom they may show it to is said by <see cref="Releases"/>.
/// </summary>
public sealed record CaseFacts
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }

    /// <summary>The member that reported it; alone decides who sees it.</summary>
    public required string Originator { get; init; }

    public required int Version { get; init; }

    /// <summary>Null where its originator withholds it, as the other facts of the case that may be null.</summary>
    public string? Status { get; init; }
    public string? LifecycleStage { get; init; }
    public string? DiversionType { get; init; }
    public DateOnly? EventFrom { get; init; }
    public DateOnly? EventUntil { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public Place? Location { get; init; }
    public IReadOnlyList<RouteLeg> Route { get; init; } = [];
    public IReadOnlyList<CaseParty> Parties { get; init; } = [];
    public IReadOnlyList<CaseDocument> Documents { get; init; } = [];
    public string? InformationCredibility { get; init; }
    public required Handling Handling { get; init; }
    public required IReadOnlyList<Release> Releases { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
}

/// <summary>A case of diversion was reported (outcome document, paras 21, 79).</summary>
public sealed record CaseReported(CaseFacts Case);

/// <summary>A case has a new version, or its releases changed.</summary>
public sealed record CaseAmended(CaseFacts Case);

/// <summary>A case was withdrawn by its originator.</summary>
public sealed record CaseWithdrawn(Guid Id, string Originator, int Version, DateTimeOffset WithdrawnAt);

/// <summary>
/// A service asks DiversionCases to publish every case again: it missed those from before its queue existed. DiversionCases goes from page to page
/// by asking itself, with <paramref name="After"/>, the last case that it published.
/// </summary>
public sealed record CasesRequested(string Service, Guid? After = null);

/// <summary>Every case was published again for the service that asked: as <see cref="CaseAmended"/>, or as <see cref="CaseWithdrawn"/>.</summary>
public sealed record CasesRepublished(string Service) : ICatchUpDone;

/// <summary>Says that all records of a kind were published again for the service that asked for them.</summary>
public interface ICatchUpDone
{
    /// <summary>The service that asked.</summary>
    string Service { get; }
}

/// <summary>A route alert is visible to those it was released to.</summary>
public sealed record AlertIssued(Guid Id, string Originator, int Version);

/// <summary>A route alert no longer stands.</summary>
public sealed record AlertWithdrawn(Guid Id, string Originator);
