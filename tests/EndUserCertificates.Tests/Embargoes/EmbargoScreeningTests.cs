using CsCheck;
using Exchange.Contracts.Embargoes;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Embargoes;

/// <summary>What screening says of a transfer, and that it is never clear by data that nobody should rely on any more.</summary>
public sealed class EmbargoScreeningTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(EmbargoCodes.Territory, null, nameof(EmbargoOutcome.ProhibitedUnlessExempt))]
    [InlineData(EmbargoCodes.Territory, "Darfur", nameof(EmbargoOutcome.ExemptionCheck))]
    [InlineData(EmbargoCodes.Government, null, nameof(EmbargoOutcome.ExemptionCheck))]
    [InlineData(EmbargoCodes.NonState, null, nameof(EmbargoOutcome.ExemptionCheck))]
    [InlineData(EmbargoCodes.ListedPersons, null, nameof(EmbargoOutcome.ElevatedRisk))]
    public void A_destination_is_screened_by_the_kind_of_target(string kind, string? area, string expected)
    {
        var data = Data(Entry(kind) with { Area = area });
        Assert.Equal(expected, OutcomeOf(data, new ScreenedTransfer { FinalDestination = "SDN" }).ToString());
        Assert.Equal(EmbargoOutcome.NoMatch, OutcomeOf(data, new ScreenedTransfer { FinalDestination = "KEN" }));
    }

    [Theory]
    [InlineData(EmbargoCodes.Territory, false, nameof(EmbargoOutcome.ProhibitedUnlessExempt))]
    [InlineData(EmbargoCodes.Territory, true, nameof(EmbargoOutcome.ProhibitedUnlessExempt))]
    [InlineData(EmbargoCodes.Government, true, nameof(EmbargoOutcome.ProhibitedUnlessExempt))]
    [InlineData(EmbargoCodes.Government, false, nameof(EmbargoOutcome.ElevatedRisk))]
    [InlineData(EmbargoCodes.NonState, true, nameof(EmbargoOutcome.ExemptionCheck))]
    [InlineData(EmbargoCodes.NonState, false, nameof(EmbargoOutcome.ElevatedRisk))]
    [InlineData(EmbargoCodes.ListedPersons, false, nameof(EmbargoOutcome.ElevatedRisk))]
    public void A_party_is_screened_by_its_State_and_by_whether_it_is_a_body_of_it(string kind, bool isStateBody, string expected)
    {
        var party = new ScreenedParty("SDN", "Ministry of Defence", isStateBody);
        Assert.Equal(expected, OutcomeOf(Data(Entry(kind)), new ScreenedTransfer { Parties = [party] }).ToString());
        Assert.Equal(expected, OutcomeOf(Data(Entry(kind)), new ScreenedTransfer { Broker = party }).ToString());
        Assert.Equal(expected, OutcomeOf(Data(Entry(kind)), new ScreenedTransfer { Carrier = party }).ToString());
        Assert.Equal(expected, OutcomeOf(Data(Entry(kind)), new ScreenedTransfer { Vessel = party }).ToString());
    }

    [Theory]
    [InlineData("al-shabaab", true)]
    [InlineData("The AL SHABAAB, Trading  Branch", true)]
    [InlineData("Al–Shabáab", true)]
    [InlineData("Al-Shabaabi Bakery", false)]
    [InlineData("Shabaab", false)]
    [InlineData("\ud800 \uffff ͸", false)]
    public void A_name_is_found_whole_however_it_is_written(string name, bool found) => Assert.Equal(
        found ? EmbargoOutcome.ProhibitedUnlessExempt : EmbargoOutcome.NoMatch,
        OutcomeOf(Data(Entry(EmbargoCodes.NonState) with { Names = ["Al-Shabaab"] }), new ScreenedTransfer { Parties = [new("KEN", name)] }));

    [Theory]
    [InlineData("SDPZU", "KEMBA")]
    [InlineData("KEMBA", "SDPZU")]
    public void Each_leg_is_screened_at_both_ends(string from, string to)
    {
        var data = Data(Entry(EmbargoCodes.Territory));
        var answer = EmbargoScreening.Screen(new ScreenedTransfer { Route = [new("AEJEA", "KEMBA"), new(from, to)] }, data, Today);
        Assert.Equal([("route[0]", EmbargoOutcome.NoMatch), ("route[1]", EmbargoOutcome.ProhibitedUnlessExempt)], answer.Subjects.Select(s => (s.Subject, s.Outcome)));
        Assert.Equal(EmbargoOutcome.ProhibitedUnlessExempt, answer.Outcome);
    }

    [Theory]
    [InlineData(EmbargoCodes.Government, nameof(EmbargoOutcome.ExemptionCheck))]
    [InlineData(EmbargoCodes.NonState, nameof(EmbargoOutcome.ElevatedRisk))]
    [InlineData(EmbargoCodes.ListedPersons, nameof(EmbargoOutcome.ElevatedRisk))]
    public void A_leg_through_a_territory_with_a_narrower_embargo_is_a_risk(string kind, string expected) =>
        Assert.Equal(expected, OutcomeOf(Data(Entry(kind)), new ScreenedTransfer { Route = [new("AEJEA", "SDPZU")] }).ToString());

    [Fact]
    public void The_answer_tells_each_subject_the_entry_and_its_exemptions()
    {
        var entry = Entry(EmbargoCodes.Territory) with { Exemptions = ["Protective clothing."], NotificationRequired = true };
        var answer = EmbargoScreening.Screen(
            new ScreenedTransfer
            {
                FinalDestination = "SDN",
                Parties = [new("CZE", "Example Arms"), new("SDN", "Example Guards")],
                Broker = new("ARE", null),
                Carrier = new("ARE", "Example Lines"),
                Vessel = new("PAN", "Example Star"),
                Route = [new("CZPRG", "SDPZU")],
            },
            Data(entry), Today);

        Assert.Equal(["finalDestination", "parties[0]", "parties[1]", "broker", "carrier", "vessel", "route[0]"], answer.Subjects.Select(s => s.Subject));
        var match = Assert.Single(answer.Subjects[0].Matches);
        Assert.Equal(
            (entry.Id, "UN", entry.LegalBasis, true, entry.ReviewDate, "Protective clothing."),
            (match.Embargo, match.Authority, match.LegalBasis, match.NotificationRequired, match.ReviewDate, match.Exemptions[0]));
        Assert.NotEmpty(answer.Limits);
    }

    [Fact]
    public void What_nobody_has_reviewed_is_said_in_the_answer_and_in_the_match()
    {
        var question = new ScreenedTransfer { FinalDestination = "SDN" };
        var reviewed = EmbargoScreening.Screen(question, Data(Entry(EmbargoCodes.Territory)), Today);
        var unreviewed = EmbargoScreening.Screen(question, Data(Entry(EmbargoCodes.Territory) with { VerifiedBy = null, VerifiedAt = null }), Today);

        Assert.Equal((false, false), (reviewed.NeedsReview, reviewed.Subjects[0].Matches[0].NeedsReview));
        Assert.Equal((true, true), (unreviewed.NeedsReview, unreviewed.Subjects[0].Matches[0].NeedsReview));
        Assert.True(EmbargoScreening.Screen(new ScreenedTransfer { FinalDestination = "KEN" }, Data(Entry(EmbargoCodes.Territory) with { VerifiedBy = null, VerifiedAt = null }), Today).NeedsReview);
    }

    [Fact]
    public void An_embargo_that_is_not_in_force_yet_is_a_risk()
    {
        var data = Data(Entry(EmbargoCodes.Territory) with { EffectiveFrom = Today.AddDays(1) });
        var subject = EmbargoScreening.Screen(new ScreenedTransfer { FinalDestination = "SDN" }, data, Today).Subjects[0];
        Assert.Equal(EmbargoOutcome.ElevatedRisk, subject.Outcome);
        Assert.Contains("takes effect on 2026-11-25", subject.Matches[0].Reason, StringComparison.Ordinal);
        Assert.Equal(EmbargoOutcome.ProhibitedUnlessExempt, EmbargoScreening.Screen(new ScreenedTransfer { FinalDestination = "SDN" }, data, Today.AddDays(1)).Outcome);
    }

    [Fact]
    public void What_cannot_be_placed_is_not_clear()
    {
        var data = Data(Entry(EmbargoCodes.Territory));
        foreach (var question in new[]
        {
            new ScreenedTransfer { FinalDestination = "XXX" },
            new ScreenedTransfer { Parties = [new(null, "Example Arms")] },
            new ScreenedTransfer { Parties = [new(null, null)] },
            new ScreenedTransfer { Route = [new("ZZZZZ", "KEMBA")] },
            new ScreenedTransfer { Route = [new("", "KEMBA")] },
        })
            Assert.Equal(EmbargoOutcome.ElevatedRisk, OutcomeOf(data, question));
        Assert.Equal(EmbargoOutcome.DataStale, OutcomeOf(data, new ScreenedTransfer()));
        Assert.Equal(EmbargoOutcome.DataStale, OutcomeOf(null, new ScreenedTransfer { FinalDestination = "KEN" }));
    }

    [Fact]
    public async Task Data_turns_stale_the_day_after_its_review_date()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, EndUserCertificatesModuleName);
        var file = Path.Combine(storage.Folder, "embargoes.json");
        var entry = Entry(EmbargoCodes.Territory) with { ReviewDate = new DateOnly(2026, 12, 31) };
        await File.WriteAllBytesAsync(file, EmbargoFileTests.Write(Data(entry) with { ReviewDate = new DateOnly(2027, 1, 31) }));
        var book = new EmbargoBook(Options.Create(new EmbargoOptions { EmbargoFile = file }), clock, NullLogger<EmbargoBook>.Instance);
        var screening = new EmbargoScreening(book, clock);
        var (sudan, kenya) = (new ScreenedTransfer { FinalDestination = "SDN" }, new ScreenedTransfer { FinalDestination = "KEN" });

        clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero));
        Assert.Equal((EmbargoOutcome.ProhibitedUnlessExempt, EmbargoOutcome.NoMatch), (screening.Screen(sudan).Outcome, screening.Screen(kenya).Outcome));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((EmbargoOutcome.DataStale, EmbargoOutcome.NoMatch), (screening.Screen(sudan).Outcome, screening.Screen(kenya).Outcome));
        Assert.Equal(EmbargoOutcome.ProhibitedUnlessExempt, screening.Screen(sudan).Subjects[0].Matches[0].AsWritten);
        clock.SetUtcNow(new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((EmbargoOutcome.DataStale, EmbargoOutcome.DataStale), (screening.Screen(sudan).Outcome, screening.Screen(kenya).Outcome));
    }

    [Fact]
    public void A_list_past_its_date_clears_no_name()
    {
        var data = Data(Entry(EmbargoCodes.ListedPersons) with { Territory = null, Names = ["Taliban"], ReviewDate = Today.AddDays(-1) });
        Assert.Equal(EmbargoOutcome.DataStale, OutcomeOf(data, new ScreenedTransfer { Parties = [new("KEN", "Example Arms")] }));
        Assert.Equal(EmbargoOutcome.NoMatch, OutcomeOf(data, new ScreenedTransfer { Parties = [new("KEN", null)] }));
    }

    [Fact]
    public void Nothing_past_its_review_date_ever_clears()
    {
        string[] countries = ["SDN", "KEN", "CZE", "SOM"];
        string?[] names = [null, "Al-Shabaab", "Example Arms"];
        var day = Gen.Int[-400, 400].Select(Today.AddDays);
        var entry = from kind in Among<string>([.. EmbargoCodes.TargetKinds])
                    from territory in Among(countries)
                    from nowhere in Gen.Bool
                    from named in Gen.Bool
                    from area in Gen.Bool
                    from effective in day
                    from review in day
                    select Entry(kind) with
                    {
                        Territory = kind == EmbargoCodes.ListedPersons && nowhere ? null : territory,
                        Names = named || nowhere ? ["Al-Shabaab"] : [],
                        Area = area && !nowhere ? "a part" : null,
                        EffectiveFrom = effective < review ? effective : review,
                        ReviewDate = review,
                    };
        var question = from destination in Among(countries)
                       from state in Among(countries)
                       from name in Among(names)
                       from body in Gen.Bool
                       from to in Among("SDPZU", "KEMBA", "CZPRG", "SOMGQ")
                       select new ScreenedTransfer { FinalDestination = destination, Parties = [new(state, name, body)], Route = [new("AEJEA", to)] };

        Gen.Select(entry.Array[1, 6], day, question).Sample((drawn, review, asked) =>
        {
            var entries = drawn.Select((e, i) => e with { Id = $"test-{i}" }).ToArray();
            var data = new EmbargoData { Version = 1, CompiledOn = Today.AddDays(-500), ReviewDate = review, Source = "test", Embargoes = entries };
            var answer = EmbargoScreening.Screen(asked, data, Today);
            foreach (var subject in answer.Subjects)
            {
                if (data.IsStale(Today)) Assert.True(subject.Outcome >= EmbargoOutcome.DataStale);
                foreach (var match in subject.Matches)
                {
                    Assert.True(subject.Outcome >= match.Outcome && match.Outcome > EmbargoOutcome.NoMatch);
                    if (match.ReviewDate < Today) Assert.Equal(EmbargoOutcome.DataStale, match.Outcome);
                }
                var about = entries.Where(e => e.IsStale(Today)).Where(e => subject.Subject switch
                {
                    "finalDestination" => e.Territory == asked.FinalDestination,
                    "parties[0]" => e.Territory == asked.Parties[0].State || (asked.Parties[0].Name is { } name && (e.TargetKind == EmbargoCodes.ListedPersons || e.Names.Contains(name))),
                    _ => e.Territory == Countries.FindAlpha2(asked.Route[0].To[..2])!.Alpha3,
                });
                if (about.Any()) Assert.True(subject.Outcome >= EmbargoOutcome.DataStale);
            }
        });
    }

    internal const string EndUserCertificatesModuleName = "end-user-certificates";

    internal static EmbargoData Data(params Embargo[] entries) => new()
    {
        Version = 1,
        CompiledOn = new DateOnly(2026, 11, 1),
        ReviewDate = new DateOnly(2027, 11, 1),
        Source = "A test.",
        Embargoes = entries,
    };

    /// <summary>Against Sudan, in force and reviewed.</summary>
    internal static Embargo Entry(string kind) => new()
    {
        Id = "test-sudan",
        Authority = "UN",
        Regime = "Sudan",
        TargetKind = kind,
        Territory = "SDN",
        NotificationRequired = false,
        LegalBasis = "Resolution 0 (2020)",
        EffectiveFrom = new DateOnly(2020, 1, 1),
        ReviewDate = new DateOnly(2027, 6, 1),
        Source = "A test.",
        VerifiedBy = "KEN/licensing",
        VerifiedAt = new DateOnly(2026, 11, 1),
    };

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static EmbargoOutcome OutcomeOf(EmbargoData? data, ScreenedTransfer question) => EmbargoScreening.Screen(question, data, Today).Outcome;
}
