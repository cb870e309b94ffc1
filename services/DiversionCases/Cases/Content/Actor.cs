using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases;

/// <summary>Somebody who had a part in the case. Shown at the level of summaries only when it is certainly no person.</summary>
[Leveled]
public sealed record Actor : IVisibleFrom
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Role { get; init; }

    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Kind { get; init; }

    /// <summary>Of an unauthorized recipient (para 46).</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? RecipientKind { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Name { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? OtherNames { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Country { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Address { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Identifier>? Identifiers { get; init; }

    // A victim or a corrupt official is a person, whatever kind is given; so may be whom nobody knows.
    ReleaseLevel IVisibleFrom.VisibleFrom =>
        Kind is "state" or "company" or "armed_group" && Role is not (null or "victim" or "corrupt_official")
            ? ReleaseLevel.Summary
            : ReleaseLevel.Full;
}

/// <summary>A number under which somebody, or a ship or an aircraft, is registered.</summary>
[Leveled]
public sealed record Identifier
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Scheme { get; init; }

    /// <summary>Mandatory; the check digits of LEI and IMO numbers are checked.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Value { get; init; }
}
