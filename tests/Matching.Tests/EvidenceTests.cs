using Xunit;

namespace Exchange.Matching.Tests;

public sealed class EvidenceTests
{
    private static readonly NameScore Good = new(0.85, [new(WhyRule.Same, "tolvane", "tolvane", 1, 1)]);
    private static readonly NameScore Poor = new(0.7, [new(WhyRule.Same, "tolvane", "tolvane", 1, 1)]);

    [Fact]
    public void The_same_birth_date_raises_a_candidate_and_makes_none()
    {
        var evidence = Of(new(new DateOnly(1971, 3, 4)), new(new DateOnly(1971, 3, 4)));
        Assert.Equal(0.9, evidence.Apply(0.85), 4);
        Assert.Equal(0.7, evidence.Apply(0.7), 4);
    }

    [Fact]
    public void Another_birth_year_caps_the_score() => Assert.Equal(0.6, Of(new(new DateOnly(1971, 3, 4)), new(BirthYear: 1980)).Apply(1));

    [Fact]
    public void Day_and_month_swapped_are_near() => Assert.Equal(Agreement.Near, Of(new(new DateOnly(1971, 3, 4)), new(new DateOnly(1971, 4, 3))).BirthDate);

    [Fact]
    public void What_is_missing_agrees_with_nothing()
    {
        var evidence = Of(new(new DateOnly(1971, 3, 4), Country: "CZE"), SubjectFacts.None);
        Assert.Equal(Evidence.None, evidence);
        Assert.Equal(0.8, evidence.Apply(0.8));
    }

    [Fact]
    public void The_country_is_shown_only()
    {
        var evidence = Of(new(Country: "CZE"), new(Country: "KEN"));
        Assert.Equal(Agreement.Differs, evidence.Country);
        Assert.Equal(0.8, evidence.Apply(0.8));
    }

    [Fact]
    public void A_shared_identifier_is_exact_and_first()
    {
        var exact = new Candidate(Guid.Parse("ffffffff-0000-7000-8000-000000000000"), Poor, Of(new(Identifiers: ["lei:A1"]), new(Identifiers: ["tax:7", "lei:A1"])));
        var strong = new Candidate(Guid.Parse("00000000-0000-7000-8000-000000000001"), Good, Evidence.None);
        Assert.Equal(Band.Exact, exact.Band);
        Assert.Equal([exact, strong], new[] { strong, exact }.Order(Candidate.BestFirst));
    }

    [Fact]
    public void Candidates_never_tie()
    {
        Candidate[] candidates =
        [
            .. from name in new[] { Good, Poor }
               from year in new int?[] { null, 1970, 1990 }
               from id in Enumerable.Range(1, 4)
               select new Candidate(new Guid(id, (short)(year ?? 0), (short)(name.Value * 100), new byte[8]), name, Of(new(BirthYear: 1970), new(BirthYear: year))),
        ];
        foreach (var a in candidates)
        {
            foreach (var b in candidates) Assert.Equal(Math.Sign(Candidate.BestFirst.Compare(a, b)), ReferenceEquals(a, b) ? 0 : -Math.Sign(Candidate.BestFirst.Compare(b, a)));
            Assert.Single(candidates, b => Candidate.BestFirst.Compare(a, b) == 0);
        }
    }

    private static Evidence Of(SubjectFacts asked, SubjectFacts found) => Evidence.Of(asked, found);
}
