using Xunit;

namespace Exchange.Matching.Tests;

public sealed class ParsedNameTests
{
    [Theory]
    [InlineData("", TooLittle.Empty)]
    [InlineData("...", TooLittle.Empty)]
    [InlineData("\u202e\u0000\u200f", TooLittle.Empty)]
    [InlineData("Co. Ltd.", TooLittle.FormsAndParticlesAlone)]
    [InlineData("S.A. de C.V.", TooLittle.FormsAndParticlesAlone)]
    [InlineData("X", TooLittle.InitialsAlone)]
    [InlineData("7", TooLittle.InitialsAlone)]
    public void Too_little_is_said(string name, TooLittle why)
    {
        var parsed = ParsedName.Parse(name, NameKind.Organization);
        Assert.False(parsed.IsSearchable);
        Assert.Equal(why, parsed.TooLittle);
    }

    [Theory]
    [InlineData("王")]
    [InlineData("General Trading Company")]
    [InlineData("11420 Corp.")]
    [InlineData("Ab")]
    public void A_little_is_enough(string name) => Assert.True(ParsedName.Parse(name).IsSearchable);

    [Fact]
    public void Words_have_kinds()
    {
        var firm = ParsedName.Parse("The Zephyrox Trading Works No. 4 Co., Ltd.", NameKind.Organization);
        Assert.Contains(firm.Words, word => word is { Text: "zephyrox", Kind: WordKind.Distinctive, Weight: 1 });
        Assert.Contains(firm.Words, word => word is { Text: "trading", Kind: WordKind.Generic, Concept: "trading" });
        Assert.Contains(firm.Words, word => word is { Kind: WordKind.Number, Concept: "4" });
        Assert.Equal(["llc"], firm.LegalForms);
        Assert.Contains("the", firm.Particles);
        var person = ParsedName.Parse("Михаил Лукьянович Х. Громовест", NameKind.Person);
        Assert.Equal([WordKind.GivenName, WordKind.Patronymic, WordKind.Distinctive, WordKind.Distinctive], person.Words.Select(word => word.Kind));
    }

    [Fact]
    public void Invisible_characters_hide_nothing() =>
        Assert.Equal(ParsedName.Parse("Zephyrox").Text, ParsedName.Parse("Ze\u202eph\u0000yr\u200box").Text);

    [Fact]
    public void Only_the_first_300_characters_and_14_words_count()
    {
        Assert.Equal(300, ParsedName.Parse(new string('a', 10_000)).Text.Length);
        Assert.Equal(ParsedName.MaxWords, ParsedName.Parse(string.Join(' ', Enumerable.Range(100, 60)), NameKind.Organization).Words.Count);
    }

    [Fact]
    public void Dotted_letters_are_no_legal_form() => Assert.Empty(ParsedName.Parse("A.B.C. Kestrelmoor", NameKind.Organization).LegalForms);

    [Fact]
    public void A_servant_of_is_one_word() => Assert.Equal(
        ParsedName.Parse("Abd al-Rahmoun", NameKind.Person).Words.Select(word => word.Text), ParsedName.Parse("Abdul Rahmoun", NameKind.Person).Words.Select(word => word.Text));
}
