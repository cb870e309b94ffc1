using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases;

/// <summary>One leg of the route.</summary>
[Leveled]
public sealed record Leg
{
    /// <summary>1 for the first, and so on. Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public int? Sequence { get; init; }

    /// <summary>UN/LOCODE. Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? From { get; init; }

    /// <summary>UN/LOCODE. Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? To { get; init; }

    /// <summary>UN/CEFACT Recommendation 19. Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Mode { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Means { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Concealment { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Techniques { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DepartedOn { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ArrivedOn { get; init; }

    /// <summary>The ship or aircraft.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Identifier>? Conveyance { get; init; }

    /// <summary>What the goods were declared as.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? CargoCover { get; init; }
}
