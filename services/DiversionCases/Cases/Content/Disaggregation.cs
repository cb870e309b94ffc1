using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Numbers of persons affected, by sex, age and disability (paras 60, 82, 132): aggregates, never persons.</summary>
[Leveled]
internal sealed record Disaggregation
{
    /// <summary>Counts under this could point to persons.</summary>
    public const int SmallestShown = 5;

    /// <summary>All persons affected.</summary>
    [Between(1, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public int? Total { get; init; }

    /// <summary>Counts by sex, each code once.</summary>
    [Most(10)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Cell>? Sex { get; init; }

    /// <summary>Counts by age, each code once.</summary>
    [Most(20)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Cell>? AgeBand { get; init; }

    /// <summary>Counts by difficulty in functioning (Washington Group).</summary>
    [Most(100)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<DisabilityCell>? Disability { get; init; }

    /// <summary>
    /// Without small counts, nor what gives them away. Where one cell of a breakdown is small, all its counts go: the total, or
    /// the sum of another breakdown, would give a single missing cell away, and often two. The same where few persons are in
    /// one sum and not in another. This is done before anything is stored, so that no later path can let a small count out.
    /// </summary>
    internal Disaggregation Suppressed()
    {
        var disability = (Disability ?? []).GroupBy(cell => cell.Domain, cell => cell.Count);
        var sums = disability.Append(Sex?.Select(cell => cell.Count)).Append(AgeBand?.Select(cell => cell.Count)).Append([Total])
            .OfType<IEnumerable<int?>>().Where(counts => counts.All(IsLarge)).Select(counts => counts.Sum()!.Value);
        var told = new List<int>();
        foreach (var sum in sums.Distinct().OrderDescending())
        {
            if (told.All(larger => larger - sum >= SmallestShown)) told.Add(sum);
        }
        return this with
        {
            Total = IsTold([Total]) ? Total : null,
            Sex = IsTold(Sex?.Select(cell => cell.Count)) ? Sex : [.. Sex!.Select(cell => cell with { Count = null })],
            AgeBand = IsTold(AgeBand?.Select(cell => cell.Count)) ? AgeBand : [.. AgeBand!.Select(cell => cell with { Count = null })],
            Disability = disability.All(IsTold) ? Disability : [.. Disability!.Select(cell => cell with { Count = null })],
        };

        static bool IsLarge(int? count) => count >= SmallestShown;

        bool IsTold(IEnumerable<int?>? counts) => counts is null || (counts.All(IsLarge) && told.Contains(counts.Sum()!.Value));
    }
}

/// <summary>A count of one sex or age band. Without a count it is suppressed: it, or another of its breakdown, is under 5.</summary>
[Leveled]
internal sealed record Cell
{
    /// <summary>The sex or the age band that is counted: a code of <c>sex</c> or <c>age_band</c>.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public string? Code { get; init; }

    /// <summary>Persons. Counts under 5 are not stored.</summary>
    [Between(1, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public int? Count { get; init; }
}

/// <summary>A count of one difficulty in functioning. Without a count it is suppressed: it, or another of its breakdown, is under 5.</summary>
[Leveled]
internal sealed record DisabilityCell
{
    /// <summary>The kind of difficulty.</summary>
    [RequiredField][Code("disability_domain")][VisibleFrom(ReleaseLevel.Summary)] public string? Domain { get; init; }

    /// <summary>How great the difficulty is.</summary>
    [RequiredField][Code("disability_level")][VisibleFrom(ReleaseLevel.Summary)] public string? Level { get; init; }

    /// <summary>Persons. Counts under 5 are not stored.</summary>
    [Between(1, 1_000_000_000)][VisibleFrom(ReleaseLevel.Summary)] public int? Count { get; init; }
}
