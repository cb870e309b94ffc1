using System.Globalization;
using CsCheck;
using Exchange.DiversionCases.Marks;
using Xunit;

namespace Exchange.DiversionCases.Tests.Marks;

public sealed class MarkKeyTests
{
    private static readonly Gen<string> Serial = Gen.String[Gen.Char.AlphaNumeric, 1, 20];
    private static readonly Gen<string> Separators = Gen.String[Gen.Char[" -–—./_·#№\t\u00A0\u200B\u00AD'\""], 0, 3];

    [Theory]
    [InlineData("AB-1234", "AB1234")]
    [InlineData("ab 1234", "AB1234")]
    [InlineData("ＡＢ１２３４", "AB1234")]
    [InlineData("OIl", "011")]
    [InlineData("Ø", "0")]
    [InlineData("АВ-1234", "AB1234")]
    [InlineData("ΑΒ-1234", "AB1234")]
    [InlineData("авек", "ABEK")]
    [InlineData("ЗА 12", "3A12")]
    [InlineData("ДЖ 12", "ДЖ12")]
    [InlineData("٤٥٦", "456")]
    [InlineData("۴۵۶", "456")]
    [InlineData("Ⅷ-2", "V1112")]
    [InlineData("Ž-1²", "Z12")]
    [InlineData("AB?1", "AB?1")]
    [InlineData("AB？1", "AB?1")]
    [InlineData("S5B8Z2G6", "S5B8Z2G6")]
    [InlineData("%_*\\", "")]
    public void A_serial_is_reduced_to_what_readers_agree_on(string written, string key) => Assert.Equal(key, MarkKey.Of(written));

    [Theory]
    [InlineData("B1234", "81234")]
    [InlineData("S1234", "51234")]
    [InlineData("Z1234", "21234")]
    [InlineData("G1234", "61234")]
    public void Characters_that_can_be_told_apart_stay_apart(string one, string other) => Assert.NotEqual(MarkKey.Of(one), MarkKey.Of(other));

    [Fact]
    public void A_key_is_its_own_key() => Gen.String.Sample(text => MarkKey.Of(MarkKey.Of(text)) == MarkKey.Of(text));

    [Fact]
    public void A_key_of_a_look_alike_is_its_own_key_too() =>
        Gen.String[Gen.Char["OIlØЗАВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧіѕјІЅЈёйΐΰŉǰẞßﬁ①Ⅻ"], 0, 20].Sample(text => MarkKey.Of(MarkKey.Of(text)) == MarkKey.Of(text));

    [Fact]
    public void Case_and_separators_do_not_change_a_key() =>
        Gen.Select(Serial, Separators, Separators, Gen.Int[0, 20], Gen.Bool).Sample((serial, before, within, at, upper) =>
        {
            var cut = Math.Min(at, serial.Length);
            var variant = before + serial[..cut] + within + serial[cut..] + before;
            variant = upper ? variant.ToUpper(CultureInfo.InvariantCulture) : variant.ToLower(CultureInfo.InvariantCulture);
            return MarkKey.Of(variant) == MarkKey.Of(serial);
        });

    [Fact]
    public void O_and_0_and_I_l_and_1_are_the_same() =>
        Serial.Sample(serial => MarkKey.Of(serial) == MarkKey.Of(
            serial.Replace('O', '0').Replace('o', '0').Replace('I', '1').Replace('l', '1').Replace('L', '1').Replace('i', '1')));

    [Fact]
    public void Reading_from_the_end_twice_is_reading_from_the_beginning() =>
        Gen.String.Sample(text => MarkKey.Reverse(MarkKey.Reverse(MarkKey.Of(text))) == MarkKey.Of(text));

    [Fact]
    public void A_key_holds_nothing_that_LIKE_gives_a_meaning_to() =>
        Gen.String.Sample(text => MarkKey.Of(text).All(c => c is MarkKey.Illegible || char.IsLetterOrDigit(c) || char.IsSurrogate(c)));

    [Fact]
    public void Broken_text_is_no_outage() => Assert.Equal("A1", MarkKey.Of("A\uD800\uFFFE\uDC00-1"));

    [Theory]
    [InlineData("")]
    [InlineData("--- ")]
    [InlineData("???")]
    [InlineData("A\u00001")]
    [InlineData("A\n1")]
    public void What_has_nothing_to_read_cannot_be_reported(string serial) => Assert.NotNull(MarkKey.Fault(serial));

    [Fact]
    public void A_serial_of_ten_thousand_characters_cannot_be_reported()
    {
        Assert.NotNull(MarkKey.Fault(new string('A', 10_000)));
        Assert.NotNull(MarkKey.Fault(new string('A', MarkKey.MaxLength + 1)));
        Assert.Null(MarkKey.Fault(new string('A', MarkKey.MaxLength)));
        // One character that stands for eighteen.
        Assert.NotNull(MarkKey.Fault(new string('\uFDFA', MarkKey.MaxLength)));
    }
}
