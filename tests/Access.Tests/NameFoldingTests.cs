using CsCheck;
using Exchange.Contracts.Vocabularies;
using Xunit;

namespace Exchange.Access.Tests;

/// <summary>The same name is found in another way of writing it; another name is not.</summary>
public sealed class NameFoldingTests
{
    [Theory]
    // Companies.
    [InlineData("Straßer Waffen GmbH", "STRASSER WAFFEN GMBH", "strasser waffen gmbh")]
    [InlineData("Łucznik Handel Sp. z o.o.", "LUCZNIK HANDEL SP. Z O.O.", "lucznik handel sp z oo")]
    [InlineData("Øresund Våben ApS", "ORESUND VABEN APS", "oresund vaben aps")]
    [InlineData("Đurić Oružje d.o.o.", "DURIC ORUZJE DOO", "duric oruzje doo")]
    [InlineData("İnci Silah A.Ş.", "ınci silah a.ş.", "inci silah as")]
    // Places.
    [InlineData("Lodz", "Łódź", "lodz")]
    [InlineData("Dakovo", "Đakovo", "dakovo")]
    [InlineData("Tromso", "Tromsø", "tromso")]
    [InlineData("NDjamena", "N'Djamena", "ndjamena")]
    [InlineData("Dar-es-Salaam", "Dar es Salaam", "dar es salaam")]
    [InlineData("N’Djamena", "N'DJAMENA", "ndjamena")]
    // Arabic with and without vowel marks, and stretched.
    [InlineData("مُحَمَّد", "محمد", "محمد")]
    [InlineData("محـــمد", "محمد", "محمد")]
    // Ligatures, full width, composed and decomposed letters.
    [InlineData("ﬁrearms", "FIREARMS", "firearms")]
    [InlineData("ＡＢＣ", "abc", "abc")]
    [InlineData("Cafe\u0301", "Café", "cafe")]
    [InlineData("Ærø", "AERO", "aero")]
    [InlineData("  A  &  B, Ltd.  ", "a/b ltd", "a b ltd")]
    public void Two_ways_of_writing_fold_to_one(string one, string other, string folded) =>
        Assert.Equal((folded, folded), (NameFolding.Fold(one), NameFolding.Fold(other)));

    [Theory]
    [InlineData("Lodz", "Lodi")]
    [InlineData("A B", "AB")]
    [InlineData("Kalashnikow", "Kalashnikov")]
    [InlineData("Cafe\uFFFD", "Cafe")]
    public void Other_names_stay_others(string one, string other) => Assert.NotEqual(NameFolding.Fold(one), NameFolding.Fold(other));

    [Theory]
    [InlineData("")]
    [InlineData(" .,-& ")]
    [InlineData("\u0301\u064E")]
    public void Of_nothing_but_marks_and_punctuation_nothing_remains(string text) => Assert.Equal("", NameFolding.Fold(text));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Char['\u0000', '\u024F'].Array[0, 20].Select(chars => new string(chars)),
        Gen.Char['\u0590', '\u06FF'].Array[0, 20].Select(chars => new string(chars)),
        Gen.Char['\uD700', '\uE0FF'].Array[0, 20].Select(chars => new string(chars)),
        Gen.OneOf<string>("Straßer", "ŁÓDŹ", " d.o.o. ", "İ", "ı", "ﬃ", "Ⅷ", "½", "㎏", "가", "ば", "ǆ", "ᾳ", "𝔄", "\u0345").Array[0, 6].Select(string.Concat));

    [Fact]
    public void Folding_never_throws_and_folding_again_changes_nothing() => AnyText.Sample(text =>
    {
        var once = NameFolding.Fold(text);
        Assert.Equal(once, NameFolding.Fold(once));
    }, iter: 50_000);
}
