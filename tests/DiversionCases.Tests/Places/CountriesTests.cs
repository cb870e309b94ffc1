using Exchange.Contracts.Vocabularies;
using Xunit;

namespace Exchange.DiversionCases.Tests.Places;

public sealed class CountriesTests
{
    [Fact]
    public void There_are_249_with_codes_of_their_own()
    {
        Assert.Equal(249, Countries.All.Count);
        Assert.Equal(249, Countries.All.Select(c => c.Alpha2).Distinct().Count());
        Assert.Equal(249, Countries.All.Select(c => c.Alpha3).Distinct().Count());
    }

    [Theory]
    [InlineData("KEN", "KE")]
    [InlineData("TCD", "TD")]
    [InlineData("SSD", "SS")]
    [InlineData("ESH", "EH")]
    [InlineData("ATA", "AQ")]
    [InlineData("SRB", "RS")]
    public void Both_codes_of_a_country_are_known(string alpha3, string alpha2)
    {
        Assert.Equal(alpha2, Countries.Find(alpha3)?.Alpha2);
        Assert.Equal(alpha3, Countries.FindAlpha2(alpha2)?.Alpha3);
    }

    [Theory]
    [InlineData("XKK")]
    [InlineData("XEA")]
    [InlineData("DGA")]
    [InlineData("SCG")]
    [InlineData("KE")]
    [InlineData("ken")]
    [InlineData("KEN ")]
    [InlineData("")]
    [InlineData(null)]
    public void What_ISO_3166_1_does_not_list_is_no_country(string? code) => Assert.False(Countries.Contains(code));

    [Theory]
    [InlineData("KE", "KEN")]
    [InlineData("ken", "KEN")]
    [InlineData("ke", "KEN")]
    public void Another_spelling_gets_the_code_that_was_meant(string written, string meant) =>
        Assert.Contains($"did you mean \"{meant}\"?", Countries.Fault(written), StringComparison.Ordinal);
}
