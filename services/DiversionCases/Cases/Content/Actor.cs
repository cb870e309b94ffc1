using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Somebody who had a part in the case. Shown at the level of summaries only when it is certainly no person.</summary>
[Leveled]
internal sealed record Actor : IVisibleFrom
{
    /// <summary>What it did in the case.</summary>
    [RequiredField][Code("actor_role")][VisibleFrom(ReleaseLevel.Summary)] public string? Role { get; init; }

    /// <summary>What it is: a State, a company, an armed group or a person.</summary>
    [RequiredField][Code("actor_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>Of an unauthorized recipient (para 46).</summary>
    [Code("recipient_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? RecipientKind { get; init; }

    /// <summary>Its name as it is known.</summary>
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Name { get; init; }

    /// <summary>Names that it also uses, former names, spellings.</summary>
    [Most(20)][Text(200)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? OtherNames { get; init; }

    /// <summary>Where it is established or lives; ISO 3166-1 alpha-3.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }

    /// <summary>Postal address, in lines. In full only.</summary>
    [Text(500, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Address { get; init; }

    /// <summary>Numbers under which it is registered.</summary>
    [Most(20)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Identifier>? Identifiers { get; init; }

    // A victim or a corrupt official is a person, whatever kind is given; so may be whom nobody knows.
    ReleaseLevel IVisibleFrom.VisibleFrom =>
        Kind is "state" or "company" or "armed_group" && Role is not (null or "victim" or "corrupt_official")
            ? ReleaseLevel.Summary
            : ReleaseLevel.Full;
}

/// <summary>A number under which somebody, or a ship or an aircraft, is registered.</summary>
[Leveled]
internal sealed record Identifier
{
    /// <summary>The register that gives the number.</summary>
    [RequiredField][Code("identifier_scheme")][VisibleFrom(ReleaseLevel.Summary)] public string? Scheme { get; init; }

    /// <summary>The check digits of LEI and IMO numbers are checked.</summary>
    [RequiredField][Text(100)][VisibleFrom(ReleaseLevel.Summary)] public string? Value { get; init; }
}
