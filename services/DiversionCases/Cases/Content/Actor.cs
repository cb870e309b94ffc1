using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Somebody who had a part in the case. Shown at the level of summaries only when it is certainly no person.</summary>
[Leveled]
internal sealed record Actor : IVisibleFrom
{
    [RequiredField][Code("actor_role")][VisibleFrom(ReleaseLevel.Summary)] public string? Role { get; init; }

    [RequiredField][Code("actor_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>Of an unauthorized recipient (para 46).</summary>
    [Code("recipient_kind")][VisibleFrom(ReleaseLevel.Summary)] public string? RecipientKind { get; init; }
    [Text(200)][VisibleFrom(ReleaseLevel.Summary)] public string? Name { get; init; }
    [Most(20)][Text(200)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? OtherNames { get; init; }
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }
    [Text(500, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? Address { get; init; }
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
    [RequiredField][Code("identifier_scheme")][VisibleFrom(ReleaseLevel.Summary)] public string? Scheme { get; init; }

    /// <summary>The check digits of LEI and IMO numbers are checked.</summary>
    [RequiredField][Text(100)][VisibleFrom(ReleaseLevel.Summary)] public string? Value { get; init; }
}
