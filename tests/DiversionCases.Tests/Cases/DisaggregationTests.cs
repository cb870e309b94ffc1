using CsCheck;
using Exchange.DiversionCases.Cases.Content;
using Xunit;

namespace Exchange.DiversionCases.Tests.Cases;

public sealed class DisaggregationTests
{
    private static readonly Gen<int?> Count = Gen.Frequency((1, Gen.Const((int?)null)), (6, Gen.Int[1, 12].Select(n => (int?)n)));

    private static readonly Gen<Disaggregation> Any =
        from total in Count
        from sex in Count.List[0, 3]
        from age in Count.List[0, 3]
        from disability in Count.List[0, 4]
        select new Disaggregation
        {
            Total = total,
            Sex = [.. sex.Select((count, i) => new Cell { Code = $"s{i}", Count = count })],
            AgeBand = [.. age.Select((count, i) => new Cell { Code = $"a{i}", Count = count })],
            Disability = [.. disability.Select((count, i) => new DisabilityCell { Domain = $"d{i % 2}", Level = $"l{i}", Count = count })],
        };

    [Fact]
    public void Tells_no_small_count_nor_what_gives_one_away() => Any.Sample(posted =>
    {
        var kept = posted.Suppressed();
        var counts = (kept.Sex ?? []).Concat(kept.AgeBand ?? []).Select(c => c.Count).Concat((kept.Disability ?? []).Select(c => c.Count)).Append(kept.Total);
        Assert.All(counts, count => Assert.True(count is null or >= Disaggregation.SmallestShown));

        // A breakdown is told whole or not at all, so nothing is missing from a sum; and no two sums differ by few persons.
        var breakdowns = new[] { kept.Sex!.Select(c => c.Count), kept.AgeBand!.Select(c => c.Count) }
            .Concat(kept.Disability!.GroupBy(c => c.Domain, c => c.Count)).Where(cells => cells.Any()).ToList();
        Assert.All(breakdowns, cells => Assert.True(cells.All(c => c is null) || cells.All(c => c is not null)));
        var sums = breakdowns.Where(cells => cells.All(c => c is not null)).Select(cells => cells.Sum()!.Value).Concat(kept.Total is { } total ? [total] : []).ToList();
        Assert.All(from sum in sums from other in sums select sum - other, few => Assert.DoesNotContain(few, Enumerable.Range(1, Disaggregation.SmallestShown - 1)));
    });

    [Fact]
    public void Keeps_large_counts()
    {
        var posted = new Disaggregation { Total = 30, Sex = [new Cell { Code = "male", Count = 20 }, new Cell { Code = "female", Count = 10 }] };
        Assert.Equal([20, 10], posted.Suppressed().Sex!.Select(c => c.Count));
        Assert.Equal(30, posted.Suppressed().Total);
    }

    [Fact]
    public void Takes_the_other_counts_away_with_a_small_one()
    {
        var posted = new Disaggregation { Sex = [new Cell { Code = "male", Count = 12 }, new Cell { Code = "female", Count = 3 }], AgeBand = [new Cell { Code = "18_to_24", Count = 15 }] };
        Assert.Equal([null, null], posted.Suppressed().Sex!.Select(c => c.Count));
        Assert.Equal([15], posted.Suppressed().AgeBand!.Select(c => c.Count));
    }
}
