using System.Text;
using Exchange.Contracts;
using Xunit;

namespace Exchange.Access.Tests;

public sealed class ShownTests
{
    private static readonly Principal Reader = new() { Member = "UGA", Subject = "UGA/customs", Addresses = ["UGA"] };
    private readonly Recorded disclosures = new();

    [Leveled]
    private sealed record View
    {
        [VisibleFrom(ReleaseLevel.Summary)] public string Outline { get; init; } = "outline";
        [VisibleFrom(ReleaseLevel.Full)] public string Narrative { get; init; } = "narrative";
    }

    [Leveled(ReleaseLevel.Full)]
    private sealed record InFull
    {
        public string Narrative { get; init; } = "narrative";
        [VisibleFrom(ReleaseLevel.Summary)] public string Outline { get; init; } = "outline";
    }

    [Fact]
    public async Task What_is_shown_is_cut_to_its_level_and_reported_before_it_leaves()
    {
        var record = Record(ReleaseLevel.Summary);
        var bytes = await new Shown(disclosures).OneAsync(record, new View(), new Reading(Reader, Channel.Record, "tracing"), CancellationToken.None);
        Assert.Equal("""{"outline":"outline"}""", Encoding.UTF8.GetString(bytes));
        Assert.Equal([(new Reading(Reader, Channel.Record, "tracing"), record)], disclosures.All);
    }

    [Fact]
    public async Task A_page_is_reported_once_with_each_record_at_its_own_level()
    {
        ShownRecord[] records = [Record(ReleaseLevel.Full), Record(ReleaseLevel.Summary)];
        var all = await new Shown(disclosures).AllAsync([.. records.Select(r => (r, new View()))], new Reading(Reader, Channel.List), CancellationToken.None);
        Assert.Equal(["""{"outline":"outline","narrative":"narrative"}""", """{"outline":"outline"}"""], all.Select(Encoding.UTF8.GetString));
        Assert.Equal(records, disclosures.All.Select(d => d.Record));
        Assert.Equal(1, disclosures.Calls);
    }

    [Fact]
    public async Task An_empty_page_shows_nothing_and_reports_nothing()
    {
        Assert.Empty(await new Shown(disclosures).AllAsync<View>([], new Reading(Reader, Channel.List), CancellationToken.None));
        Assert.Equal(0, disclosures.Calls);
    }

    [Fact]
    public async Task Nothing_is_shown_that_cannot_be_reported()
    {
        disclosures.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new Shown(disclosures).OneAsync(Record(ReleaseLevel.Full), new View(), new Reading(Reader, Channel.Record), CancellationToken.None).AsTask());
    }

    [Fact]
    public void The_entity_tag_is_that_of_what_the_reader_sees()
    {
        Assert.Equal(Shown.ETagOf(new View(), ReleaseLevel.Summary), Shown.ETagOf(new View { Narrative = "another" }, ReleaseLevel.Summary));
        Assert.NotEqual(Shown.ETagOf(new View(), ReleaseLevel.Full), Shown.ETagOf(new View { Narrative = "another" }, ReleaseLevel.Full));
    }

    [Theory]
    [InlineData(ReleaseLevel.Hit, "{}")]
    [InlineData(ReleaseLevel.Summary, """{"outline":"outline"}""")]
    public void A_type_that_is_shown_in_full_alone_hides_what_does_not_say_otherwise(ReleaseLevel level, string shown)
    {
        Assert.Equal(shown, Encoding.UTF8.GetString(LevelJson.Serialize(new InFull(), level)));
        Assert.Contains("\"narrative\"", Encoding.UTF8.GetString(LevelJson.Serialize(new InFull(), ReleaseLevel.Full)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_type_is_shown_early_by_default() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LeveledAttribute(ReleaseLevel.Summary));

    private static ShownRecord Record(ReleaseLevel level) => new("Case", Guid.CreateVersion7(), "KEN", 3, level);

    private sealed class Recorded : IDisclosures
    {
        public List<(Reading Reading, ShownRecord Record)> All { get; } = [];
        public int Calls { get; private set; }
        public bool Fails { get; set; }

        public ValueTask ShownAsync(Reading reading, IReadOnlyList<ShownRecord> records, CancellationToken ct)
        {
            if (Fails) throw new InvalidOperationException("The disclosure cannot be recorded.");
            Calls++;
            All.AddRange(records.Select(r => (reading, r)));
            return ValueTask.CompletedTask;
        }
    }
}
