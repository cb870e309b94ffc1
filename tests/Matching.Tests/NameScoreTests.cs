using Xunit;

namespace Exchange.Matching.Tests;

public sealed class NameScoreTests
{
    [Theory]
    [InlineData("Zephyrox Trading LLC", "Zephyrox Trading L.L.C.")]
    [InlineData("Grenvald Waffen GmbH", "GRENVALD WAFFEN GMBH")]
    [InlineData("Straßenwald GmbH", "STRASSENWALD GMBH")]
    [InlineData("Łuczkowin Handel Sp. z o.o.", "LUCZKOWIN HANDEL SP Z OO")]
    [InlineData("ООО «Сталезор»", "Stalezor LLC")]
    [InlineData("قمرون تجارة", "Qamaroun Trading")]
    [InlineData("A.B.C. Kestrelmoor", "A B C Kestrelmoor")]
    [InlineData("LTD Pendrake LTD Ltd", "Pendrake Limited")]
    public void The_same_firm_is_a_candidate(string left, string right) => Assert.NotEqual(Band.None, Firms(left, right).Band);

    [Theory]
    [InlineData("11420 CORP.", "BRELLETECH CORP")]
    [InlineData("Tolvane General Trading LLC", "Pendrake General Trading LLC")]
    [InlineData("LTD Tolvane LTD LTD", "LTD Pendrake LTD LTD")]
    [InlineData("Tolvane Fund III", "Tolvane Fund IV")]
    [InlineData("Tolvane 12", "Tolvane 13")]
    public void Another_firm_is_none(string left, string right) => Assert.Equal(Band.None, Firms(left, right).Band);

    [Theory]
    [InlineData("Emma Quibberley", "EMMA LLC")]
    [InlineData("Q. X. Z.", "Quentin Xaver Zuberbrand")]
    public void An_unknown_kind_is_no_excuse(string left, string right) =>
        Assert.Equal(Band.None, NameScore.Of(ParsedName.Parse(left), ParsedName.Parse(right)).Band);

    [Fact]
    public void A_contradiction_costs_much_more_than_an_omission()
    {
        var omitted = Persons("Anna Maria Thornwhistle", "Anna Thornwhistle").Value;
        var contradicted = Persons("Anna Maria Thornwhistle", "Anna Berta Thornwhistle").Value;
        Assert.True(omitted - contradicted > 0.2, $"{omitted} and {contradicted}");
    }

    [Fact]
    public void Swapped_names_are_found_but_are_not_the_same()
    {
        var score = Persons("Wexcombe Harriet", "Harriet Wexcombe");
        Assert.InRange(score.Value, 0.9, 0.99);
        Assert.Contains(score.Why, why => why.Rule == WhyRule.OrderDiffers);
    }

    [Fact]
    public void Spaced_initials_do_not_match_anything() => Assert.Equal(Band.None, Persons("A B C D E", "Anton Brackenthorpe").Band);

    [Fact]
    public void Father_and_son_are_two() => Assert.Equal(Band.None, Persons("Samir bin Tarek", "Tarek bin Samir").Band);

    [Fact]
    public void Another_initial_is_another_person() => Assert.Equal(Band.None, Persons("N. Grimsditch", "Harriet Grimsditch").Band);

    [Fact]
    public void A_legal_form_counts_once_however_often_it_stands_there()
    {
        var once = Firms("Tolvane Ltd", "Pendrake Ltd").Value;
        Assert.Equal(once, Firms("Tolvane Ltd Ltd Ltd", "Pendrake Ltd Ltd Ltd").Value);
        Assert.Equal(0, once);
    }

    [Fact]
    public void Why_names_what_agrees_and_what_does_not()
    {
        var score = Firms("Zephyrox تجارة", "Zephyrox Trading Nordflut");
        Assert.Contains(score.Why, why => why is { Rule: WhyRule.Same, Asked: "zephyrox", Found: "zephyrox", Score: 1, Weight: 1 });
        Assert.Contains(score.Why, why => why is { Rule: WhyRule.Translation, Found: "trading", Weight: 0.3 });
        Assert.Contains(score.Why, why => why is { Rule: WhyRule.Omitted, Asked: null, Found: "nordflut" });
    }

    [Fact]
    public void A_person_is_no_firm() => Assert.Contains(
        NameScore.Of(ParsedName.Parse("Oswald Marlowick", NameKind.Person), ParsedName.Parse("Oswald Marlowick Ltd", NameKind.Organization)).Why,
        why => why.Rule == WhyRule.KindDiffers);

    // Known limits: a change here is a change of docs/screening.md.
    [Fact]
    public void Kanji_are_read_as_Chinese() => Assert.Equal(Band.None, Persons("田中", "Tanaka").Band);

    private static NameScore Firms(string left, string right) => NameScore.Of(ParsedName.Parse(left, NameKind.Organization), ParsedName.Parse(right, NameKind.Organization));

    private static NameScore Persons(string left, string right) => NameScore.Of(ParsedName.Parse(left, NameKind.Person), ParsedName.Parse(right, NameKind.Person));
}
