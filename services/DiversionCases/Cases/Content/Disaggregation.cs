using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.DiversionCases.Cases;

/// <summary>Numbers of persons affected, by sex, age and disability (paras 60, 82, 132): aggregates, never persons.</summary>
[Leveled]
public sealed record Disaggregation
{
    /// <summary>Counts under this could point to persons.</summary>
    public const int SmallestShown = 5;

    /// <summary>All persons affected.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public int? Total { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Cell>? Sex { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Cell>? AgeBand { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<DisabilityCell>? Disability { get; init; }

    /// <summary>
    /// Without small counts, nor what gives them away. Where one cell of a breakdown is small, or the persons that it leaves
    /// out are few, all its counts go: the total, or the sum of another breakdown, would give a single missing cell away, and
    /// often two. This is done before anything is stored, so that no later path can let a small count out.
    /// </summary>
    internal Disaggregation Suppressed()
    {
        var breakdowns = new[] { Sex?.Select(c => c.Count), AgeBand?.Select(c => c.Count) }
            .Concat(Disability?.GroupBy(c => c.Domain, c => c.Count) ?? []).OfType<IEnumerable<int?>>();
        var persons = breakdowns.Select(Sum).Append(Total ?? 0).Max();
        return this with
        {
            Total = Total < SmallestShown ? null : Total,
            Sex = Tells(Sex?.Select(c => c.Count)) ? [.. Sex!.Select(c => c with { Count = null })] : Sex,
            AgeBand = Tells(AgeBand?.Select(c => c.Count)) ? [.. AgeBand!.Select(c => c with { Count = null })] : AgeBand,
            Disability = Disability?.GroupBy(c => c.Domain, c => c.Count).Any(Tells) == true
                ? [.. Disability.Select(c => c with { Count = null })]
                : Disability,
        };

        static int Sum(IEnumerable<int?> counts) => counts.Sum() ?? 0;

        bool Tells(IEnumerable<int?>? counts) => counts is not null
            && (counts.Any(count => (count ?? 0) < SmallestShown) || (persons - Sum(counts)) is > 0 and < SmallestShown);
    }
}

/// <summary>A count of one sex or age band. Without a count it is suppressed: it, or another of its breakdown, is under 5.</summary>
[Leveled]
public sealed record Cell
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Code { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public int? Count { get; init; }
}

/// <summary>A count of one difficulty in functioning. Without a count it is suppressed: it, or another of its breakdown, is under 5.</summary>
[Leveled]
public sealed record DisabilityCell
{
    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Domain { get; init; }

    /// <summary>Mandatory.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Level { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public int? Count { get; init; }
}
