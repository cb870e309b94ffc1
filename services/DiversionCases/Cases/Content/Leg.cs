using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>One leg of the route.</summary>
[Leveled]
internal sealed record Leg
{
    /// <summary>1 for the first, and so on.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public int? Sequence { get; init; }

    /// <summary>UN/LOCODE.</summary>
    [RequiredField][Locode][VisibleFrom(ReleaseLevel.Summary)] public string? From { get; init; }

    /// <summary>UN/LOCODE.</summary>
    [RequiredField][Locode][VisibleFrom(ReleaseLevel.Summary)] public string? To { get; init; }

    /// <summary>UN/CEFACT Recommendation 19.</summary>
    [RequiredField][Code("transport_mode")][VisibleFrom(ReleaseLevel.Summary)] public string? Mode { get; init; }

    /// <summary>The kind of vehicle, ship or aircraft.</summary>
    [Code("transport_means")][VisibleFrom(ReleaseLevel.Summary)] public string? Means { get; init; }

    /// <summary>How the arms were hidden.</summary>
    [Code("concealment")][VisibleFrom(ReleaseLevel.Summary)] public string? Concealment { get; init; }

    /// <summary>Methods that were seen.</summary>
    [Code("technique")][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Techniques { get; init; }

    /// <summary>The day it left.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DepartedOn { get; init; }

    /// <summary>The day it arrived.</summary>
    [PastDay][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ArrivedOn { get; init; }

    /// <summary>The ship or aircraft.</summary>
    [Most(10)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Identifier>? Conveyance { get; init; }

    /// <summary>What the goods were declared as.</summary>
    [Text(500)][VisibleFrom(ReleaseLevel.Summary)] public string? CargoCover { get; init; }
}
