using System.Text;
using Exchange.Contracts;
using Xunit;

namespace Exchange.Access.Tests;

public sealed class LevelJsonTests
{
    [Leveled]
    private sealed record View
    {
        [VisibleFrom(ReleaseLevel.Hit)] public string Who { get; init; } = "who";
        [VisibleFrom(ReleaseLevel.Summary)] public string Outline { get; init; } = "outline";
        [VisibleFrom(ReleaseLevel.Full)] public string Narrative { get; init; } = "narrative";
        public string Forgotten { get; init; } = "forgotten";
        [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<Actor> Actors { get; init; } = [new("company", "a"), new("person", "b")];
        [VisibleFrom(ReleaseLevel.Summary)] public Block? Nested { get; init; } = new();
    }

    [Leveled]
    private sealed record Actor(
        [property: VisibleFrom(ReleaseLevel.Summary)] string Kind, [property: VisibleFrom(ReleaseLevel.Summary)] string Name) : IVisibleFrom
    {
        public ReleaseLevel VisibleFrom => Kind == "person" ? ReleaseLevel.Full : ReleaseLevel.Summary;
    }

    [Leveled]
    private sealed record Block
    {
        [VisibleFrom(ReleaseLevel.Summary)] public int Shown { get; init; } = 1;
        [VisibleFrom(ReleaseLevel.Full)] public int Hidden { get; init; } = 2;
    }

    private static string At(ReleaseLevel level) => Encoding.UTF8.GetString(LevelJson.Serialize(new View(), level));

    [Fact]
    public void A_hit_shows_only_what_is_marked_for_it() => Assert.Equal("""{"who":"who"}""", At(ReleaseLevel.Hit));

    [Fact]
    public void A_summary_leaves_out_fields_elements_and_nested_fields_of_a_higher_level() => Assert.Equal(
        """{"who":"who","outline":"outline","actors":[{"kind":"company","name":"a"}],"nested":{"shown":1}}""", At(ReleaseLevel.Summary));

    [Fact]
    public void Full_shows_everything_that_is_marked() => Assert.Equal(
        """{"who":"who","outline":"outline","narrative":"narrative","actors":[{"kind":"company","name":"a"},{"kind":"person","name":"b"}],"nested":{"shown":1,"hidden":2}}""",
        At(ReleaseLevel.Full));

    [Theory]
    [InlineData(ReleaseLevel.Hit)]
    [InlineData(ReleaseLevel.Summary)]
    [InlineData(ReleaseLevel.Full)]
    public void A_property_that_nobody_marked_is_never_shown(ReleaseLevel level) => Assert.DoesNotContain("forgotten", At(level), StringComparison.Ordinal);
}
