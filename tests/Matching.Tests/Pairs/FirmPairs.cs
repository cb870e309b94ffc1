namespace Exchange.Matching.Tests.Pairs;

/// <summary>Makes pairs of firms of one language.</summary>
internal sealed class FirmPairs(InventedLanguage language, Seeded random)
{
    private readonly string[][] _brands = InventedLanguage.Entries(language.Brands);
    private readonly string[][] _trades = InventedLanguage.Entries(language.Trades);
    private readonly string[][] _forms = InventedLanguage.Entries(language.Forms);

    /// <summary>One pair by each rule.</summary>
    public IEnumerable<LabelledPair> Make()
    {
        var (brand, trade, form) = (random.Pick(_brands), random.Pick(_trades), random.Pick(_forms));
        var (otherBrand, otherTrade) = (random.PickOther(_brands, brand), random.PickOther(_trades, trade));
        var own = Write(brand[0], trade[0], form[0]);
        var latin = Write(Latin(brand), Latin(trade), Latin(form));
        var other = Write(brand[^1], Latin(trade), form[^1]);

        yield return Same("transliteration", own, latin);
        yield return Same("romanization", latin, other);
        yield return Same("form_written_otherwise", Write(Latin(brand), Latin(trade), form[0]), Write(Latin(brand), Latin(trade), form[^1]));
        yield return Same("form_dropped", own, Write(Latin(brand), Latin(trade), ""));
        yield return Same("trade_translated", own, Write(Latin(brand), trade[^1], form[^1]));
        yield return Same("trade_translated", Write(brand[^1], trade[^1], ""), latin);
        yield return Same("trade_dropped", latin, Write(brand[^1], "", form[^1]));
        yield return Same("capitals", own, TypingError.InCapitals(latin));
        yield return Same("reordered", latin, $"{Latin(trade)} {Latin(brand)}");
        yield return Same("typing_error", latin, Write(TypingError.In(brand[^1], random), Latin(trade), Latin(form)));
        yield return Same("two_brands", $"{Latin(brand)} {Latin(otherBrand)} {trade[^1]}", $"{brand[^1]} {otherBrand[^1]}");
        yield return Same("brands_joined", $"{Latin(brand)} {Latin(otherBrand)} {trade[^1]}", $"{Latin(brand)}{Latin(otherBrand)} {trade[^1]}".Replace("-", "", StringComparison.Ordinal));
        var number = 2 + random.Below(8);
        yield return Same("number", $"{Latin(brand)} {trade[^1]} {number}", $"{brand[^1]} {trade[^1]} {Roman(number)}");

        yield return Different("other_brand", latin, Write(Latin(otherBrand), Latin(trade), Latin(form)));
        yield return Different("other_brand", own, Write(Latin(otherBrand), trade[^1], form[^1]));
        yield return Different("other_brand", own, Write(otherBrand[0], trade[0], form[0]));
        yield return Different("other_brand_and_trade", own, Write(Latin(otherBrand), Latin(otherTrade), Latin(form)));
        yield return Different("one_brand_of_two", $"{Latin(brand)} {Latin(otherBrand)} {form[^1]}", $"{Latin(brand)} {Latin(random.PickOther([.. _brands.Where(b => b != brand)], otherBrand))} {form[^1]}");
        yield return Different("other_number", $"{Latin(brand)} {trade[^1]} {number}", $"{Latin(brand)} {trade[^1]} {number + 1 + random.Below(20)}");
        yield return Different("other_number", $"{Latin(brand)} {number + 100} {form[^1]}", $"{Latin(brand)} {number + 101} {form[^1]}");
        yield return Different("number_alone", $"{number}{random.Below(900) + 100} {form[^1]}", Write(Latin(brand), "", form[^1]));
        yield return Different("shared_general_words", $"General {trade[^1]} {Latin(brand)} Group", $"General {trade[^1]} {Latin(otherBrand)} Group");
    }

    private string Write(string brand, string trade, string form) => string.Join(' ', language.Order
        .Select(part => part switch { 'B' => brand, 'T' => trade, _ => form }).Where(part => part.Length > 0));

    private static string Latin(string[] entry) => entry[Math.Min(1, entry.Length - 1)];

    private static string Roman(int number) => new[] { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" }[number - 1];

    private LabelledPair Same(string rule, string left, string right) => new(language.Code, rule, NameKind.Organization, left, right, true);

    private LabelledPair Different(string rule, string left, string right) => new(language.Code, rule, NameKind.Organization, left, right, false);
}
