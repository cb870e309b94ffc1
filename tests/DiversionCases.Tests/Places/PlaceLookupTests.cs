using System.Text.RegularExpressions;
using Exchange.DiversionCases.Places;
using Xunit;

namespace Exchange.DiversionCases.Tests.Places;

public sealed class PlaceLookupTests
{
    private readonly PlaceLookup lookup = new();

    [Fact]
    public void A_place_of_the_table_is_verified_with_name_and_position()
    {
        var check = lookup.Check("KEMBA", "KEN");
        Assert.Equal(PlaceFinding.Verified, check.Finding);
        Assert.Equal(("KEMBA", "KEN", "Mombasa", true), (check.Place!.Locode, check.Place.Country, check.Place.Name, check.Place.Verified));
        Assert.InRange(check.Place.Position!.Latitude, -4.2, -3.9);
        Assert.InRange(check.Place.Position!.Longitude, 39.5, 39.8);
    }

    [Fact]
    public void A_well_formed_code_that_is_not_in_the_table_is_accepted_as_unverified()
    {
        var check = lookup.Check("KE9Z9", "KEN");
        Assert.Equal(PlaceFinding.Unverified, check.Finding);
        Assert.Equal(("KEN", null, null, false), (check.Place!.Country, check.Place.Name, check.Place.Position, check.Place.Verified));
    }

    [Theory]
    [InlineData("")]
    [InlineData("KE")]
    [InlineData("KE MBA")]
    [InlineData("kemba")]
    [InlineData("KEMB1")]
    [InlineData("KEMB0")]
    [InlineData("KEMBAS")]
    [InlineData("KEMBA\n")]
    [InlineData("KEMBÄ")]
    [InlineData("ZZMBA")]
    [InlineData("XKPRN")]
    public void What_is_no_code_of_a_country_is_malformed(string locode)
    {
        var check = lookup.Check(locode);
        Assert.Equal(PlaceFinding.Malformed, check.Finding);
        Assert.NotNull(check.Fault);
        Assert.Null(check.Place);
    }

    [Fact]
    public void A_place_of_another_country_than_stated_is_told_so() =>
        Assert.Equal((PlaceFinding.OtherCountry, "\"KEMBA\" lies in KEN, not in UGA"), (lookup.Check("KEMBA", "UGA").Finding, lookup.Check("KEMBA", "UGA").Fault));

    [Fact]
    public void Every_row_of_the_table_is_well_formed_and_lies_near_its_country_s_others()
    {
        var all = lookup.Search(null, null, null).ToList();
        Assert.InRange(all.Count, 250, 450);
        Assert.All(all, place =>
        {
            Assert.Equal(PlaceFinding.Verified, lookup.Check(place.Locode).Finding);
            Assert.Matches(new Regex("^(0|[1-8AB]+)\\z"), place.Function);
            Assert.InRange(place.Latitude!.Value, -56, 72);
        });
        // A digit or sign gone wrong puts a place far from the rest of its country; the widest here is Brazil.
        Assert.All(all.GroupBy(p => p.CountryAlpha2).Where(g => g.Key != "US"), country =>
            Assert.InRange(country.Max(p => p.Latitude!.Value) - country.Min(p => p.Latitude!.Value), 0, 25));
    }

    [Fact]
    public void The_sample_members_and_their_neighbours_have_places() =>
        Assert.All("KE UG TZ SO CZ TD ET SS RW BI CD DJ SD CF LY NE CM NG SK PL DE AT YE OM AE".Split(' '),
            country => Assert.NotEmpty(lookup.Search(null, country, null)));

    [Theory]
    [InlineData("momb", "KEMBA")]
    [InlineData("KEMB", "KEMBA")]
    [InlineData("abeche", "TDAEH")]
    [InlineData("ABÉCHÉ", "TDAEH")]
    [InlineData("asuncion", "PYASU")]
    public void A_search_finds_names_without_case_and_accents_and_codes_by_their_beginning(string query, string locode) =>
        Assert.Contains(lookup.Search(query, null, null), place => place.Locode == locode);

    [Fact]
    public void A_search_for_broken_text_finds_nothing() => Assert.Empty(lookup.Search("M\uD800\uFFFE", null, null));

    [Fact]
    public void Imported_places_stand_before_those_brought_along_but_keep_compared_positions()
    {
        lookup.Use(
        [
            new() { Locode = "UGMPW", Name = "Mpondwe Lhubiriha", Function = "3", Latitude = 0.9, Longitude = 29.75 },
            new() { Locode = "KEZZZ", Name = "Somewhere", Function = "0" },
        ]);
        Assert.Equal("Mpondwe Lhubiriha", lookup.Check("UGMPW").Place!.Name);
        Assert.Equal(0.04, lookup.Check("UGMPW").Place!.Position!.Latitude);
        Assert.Equal(PlaceFinding.Verified, lookup.Check("KEZZZ").Finding);
        Assert.Equal(PlaceFinding.Verified, lookup.Check("KEMBA").Finding);
    }
}
