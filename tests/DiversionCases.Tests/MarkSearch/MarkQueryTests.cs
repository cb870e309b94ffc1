using CsCheck;
using Exchange.DiversionCases.Marks;
using Exchange.DiversionCases.MarkSearch;
using Exchange.Hosting.Validation;
using Xunit;

namespace Exchange.DiversionCases.Tests.MarkSearch;

public sealed class MarkQueryTests
{
    private static MarkQuery? Parse(string? serial, out Faults faults, string? manufacturer = null, string? country = null)
    {
        faults = new Faults();
        return MarkQuery.Parse(serial, manufacturer, country, "marks[0]", faults);
    }

    [Theory]
    [InlineData("AB1234")]
    [InlineData("AB?234")]
    [InlineData("AB1???7")]
    [InlineData("?B?123")]
    [InlineData("123?5?7")]
    public void A_mark_that_somebody_reads_off_a_weapon_is_searched(string serial)
    {
        Assert.NotNull(Parse(serial, out var faults));
        Assert.False(faults.Any);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("A???????")]
    [InlineData("????")]
    [InlineData("AB????1234")]
    [InlineData("12?4")]
    [InlineData("?234?")]
    [InlineData("12?456?89")]
    [InlineData("%%%")]
    public void A_mark_that_would_enumerate_is_refused_by_name(string? serial)
    {
        Assert.Null(Parse(serial, out var faults));
        Assert.Equal(["marks[0].serial"], faults.ByField.Keys);
    }

    [Fact]
    public void All_faults_of_a_mark_are_named()
    {
        Assert.Null(Parse("?", out var faults, new string('x', 201), "Kenya"));
        Assert.Equal(["marks[0].country", "marks[0].manufacturer", "marks[0].serial"], faults.ByField.Keys.Order());
    }

    [Fact]
    public void A_pattern_fits_the_mark_whose_characters_it_hides() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 8, 20], Gen.Int[3, 7], Gen.Int[3, 7]).Sample((serial, one, other) =>
        {
            var hidden = serial.ToCharArray();
            hidden[one] = hidden[other] = MarkKey.Illegible;
            return Parse(new string(hidden), out _)!.Fits(MarkKey.Of(serial));
        });

    [Fact]
    public void A_pattern_does_not_fit_a_longer_or_another_mark()
    {
        var query = Parse("AB?1234", out _)!;
        Assert.False(query.Fits("ABX12345"));
        Assert.False(query.Fits("ABX1235"));
        Assert.True(query.Fits("ABX1234"));
    }

    [Theory]
    [InlineData("Zastava", "SRB", "Zastava Arms", "SRB", true)]
    [InlineData("ZASTAVA ARMS", null, "zastava", null, true)]
    [InlineData("Zastava", "SRB", null, null, true)]
    [InlineData(null, null, "Zastava", "SRB", true)]
    [InlineData("Zastava", null, "Cugir", null, false)]
    [InlineData("Zastava", "SRB", "Zastava", "ROU", false)]
    public void Manufacturer_and_country_narrow_but_what_is_unknown_excludes_nothing(
        string? asked, string? askedCountry, string? stored, string? storedCountry, bool allowed) =>
        Assert.Equal(allowed, Parse("AB1234", out _, asked, askedCountry)!.Allows(stored, storedCountry));
}
