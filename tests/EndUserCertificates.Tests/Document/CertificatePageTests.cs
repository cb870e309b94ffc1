using System.Text.RegularExpressions;
using CsCheck;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Document;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Document;

public sealed partial class CertificatePageTests
{
    private const string Hostile = "</style></title><script>alert('x')</script><img src=x onerror=\"alert(1)\">&lt;\"'`";

    private static PageLabels English => PageLabels.All[0];

    public static TheoryData<string> Languages => new(PageLabels.All.Select(l => l.Language));

    /// <summary>A certificate in which every free text is <paramref name="text"/>.</summary>
    private static PrintedCertificate With(string text) => new()
    {
        Content = new CertificateContent
        {
            Type = "end_user_certificate", Number = text, IssuedOn = new(2026, 3, 1), ValidUntil = new(2027, 2, 28), SingleUse = false,
            Exporter = new() { Name = text, Address = text, State = "CZE" },
            EndUser = new() { Name = text, Address = text, State = "TCD" },
            Consignees = [new() { Name = text, Address = text, State = "CMR" }],
            Broker = new() { State = "ARE", Number = text, Name = text },
            FinalDestination = "TCD", EndUse = text, ContractReference = text, DeliveredOn = new(2026, 4, 1),
            Signatory = new() { Name = text, Position = text },
            Regarding = new() { IssuingState = text, Number = text },
            Assurances = [new() { Code = "no_reexport_without_consent", ConsultingState = "CZE" }, new() { Code = text, ConsultingState = text }],
            Goods = [new() { Line = 1, Category = "assault_rifle", Description = text, Make = text, Model = text, Calibre = text, Quantity = 1_234_567, Unit = "piece" }],
        },
        IssuingState = "TCD", IssuedBy = text, Reference = text, Status = "valid", Qr = "EUC1:a.b.c", DocumentHash = text,
    };

    private static string[] Tags(string html) => [.. Tag().Matches(html).Select(m => m.Value)];

    private static string WithoutStyle(string html) => html[..html.IndexOf("<style>", StringComparison.Ordinal)] + html[html.IndexOf("</style>", StringComparison.Ordinal)..];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Markup_in_a_value_is_shown_as_text(string language)
    {
        var labels = PageLanguage.Choose(language, []);
        var page = CertificatePage.Render(With(Hostile), labels);
        Assert.Equal(Tags(CertificatePage.Render(With("harmless"), labels)), Tags(page));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("</style>").Length - 1);
    }

    [Fact]
    public void No_value_changes_the_markup()
    {
        var harmless = Tags(CertificatePage.Render(With("harmless"), English));
        Gen.OneOf(Gen.String, Gen.Char["<>\"'&/\\;{}!-= \n*"].Array[1, 20].Select(c => new string(c)))
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Sample(text => Tags(CertificatePage.Render(With(text), English)).SequenceEqual(harmless), iter: 300);
    }

    [Theory]
    [InlineData("TCD\u202E1000\u202C")] // right-to-left override: reads 0001
    [InlineData("TCD\u2066\u2069")]
    [InlineData("TC\u200BD\uFEFF")]
    [InlineData("TCD\u0000\u001B[2J")]
    [InlineData("TCD\u2028x")]
    public void A_character_that_hides_or_reorders_others_is_replaced(string text)
    {
        var page = CertificatePage.Render(With(text), English);
        var odd = text.Where(c => !char.IsAscii(c) || char.IsControl(c)).Distinct();
        Assert.All(odd, c => Assert.DoesNotContain(c.ToString(), page, StringComparison.Ordinal));
        Assert.Contains("\uFFFD", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_does_not_stop_the_page() => Assert.Contains("\uFFFD", CertificatePage.Render(With("a\ud800b"), English), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_page_needs_nothing_beside_itself(string language)
    {
        var page = CertificatePage.Render(With("x"), PageLanguage.Choose(language, [])).Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
        string[] outside = ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link", "<iframe", "onload"];
        Assert.All(outside, part => Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_element_is_on_the_page(string language)
    {
        var labels = PageLanguage.Choose(language, []);
        var certificate = With("x");
        certificate = certificate with
        {
            Reference = "REF-1",
            IssuedBy = "Ministry of Defence",
            DocumentHash = new string('a', 64),
            Content = certificate.Content with
            {
                Number = "TCD/2026/0001",
                EndUse = "Equipment of\nthe guard",
                ContractReference = "C-77",
                ValidFrom = new(2026, 3, 2),
                Exporter = new() { Name = "Exporter a.s.", Address = "Brno", State = "CZE" },
                EndUser = new() { Name = "National guard", Address = "N'Djamena", State = "TCD" },
                Consignees = [new() { Name = "Port agent", Address = "Douala", State = "CMR" }],
                Broker = new() { State = "ARE", Number = "B-9", Name = "Broker LLC" },
                Signatory = new() { Name = "A. Signatory", Position = "Director" },
                Regarding = new() { IssuingState = "UGA", Number = "UGA/7" },
                Goods = [new() { Line = 3, Category = "ammunition", Description = "Ball", Make = "Sellier", Model = "M1", Calibre = "7.62x39", Quantity = 1_234_567, Unit = "round" }],
            },
        };
        var page = CertificatePage.Render(certificate, labels);
        string[] values =
        [
            "TCD/2026/0001", "REF-1", "Ministry of Defence", new('a', 64), "2026-03-01", "2026-03-02", "2027-02-28", "2026-04-01", "C-77",
            "Equipment of&#xA;the guard", "Exporter a.s.", "Brno", "(CZE)", "National guard", "N&#x27;Djamena", "(TCD)", "Port agent", "Douala", "(CMR)",
            "B-9", "Broker LLC", "(ARE)", "A. Signatory", "Director", "UGA/7", "(UGA)", ">3<", "Ball", "Sellier", "M1", "7.62x39", "1&#160;234&#160;567",
        ];
        Assert.All(values, value => Assert.Contains(value, page, StringComparison.Ordinal));
        string[] words =
        [
            labels.Types["end_user_certificate"], labels.SeveralShipments, labels.AssuranceTexts["no_reexport_without_consent"], labels.StateToConsult,
            labels.Categories["ammunition"], labels.Units["round"], labels.Signature, labels.Stamp, labels.PlaceAndDate, labels.VerifyStatus, labels.ScanCode,
            labels.CredentialCounts, labels.Signatory, labels.FinalDestination, labels.EndUse, labels.Broker, labels.Consignee, labels.Regarding, labels.DeliveredOn,
        ];
        Assert.All(words, word => Assert.Contains(System.Net.WebUtility.HtmlDecode(word), System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_certificate_does_not_have_leaves_no_gap()
    {
        var page = CertificatePage.Render(With("x") with { Content = new CertificateContent { Type = "end_user_statement", Number = "1", IssuedOn = new(2026, 3, 1) } }, English);
        Assert.Contains(English.NoLastDay, page, StringComparison.Ordinal);
        Assert.Contains(English.SingleUse, page, StringComparison.Ordinal);
        Assert.Contains(English.NoAssurances, page, StringComparison.Ordinal);
        Assert.DoesNotContain(English.Broker, page, StringComparison.Ordinal);
        Assert.DoesNotContain(English.DeliveredOn, page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_without_words_is_shown_as_it_is()
    {
        var certificate = With("x");
        var page = CertificatePage.Render(certificate with { Content = certificate.Content with { Assurances = [new() { Code = "later_code" }] } }, English);
        Assert.Contains("later_code", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid", false)]
    [InlineData("suspended", true)]
    [InlineData("revoked", true)]
    [InlineData("superseded", true)]
    public void A_certificate_that_does_not_stand_says_so_on_top(string status, bool said)
    {
        foreach (var labels in PageLabels.All)
        {
            var body = System.Net.WebUtility.HtmlDecode(WithoutStyle(CertificatePage.Render(With("x") with { Status = status }, labels)));
            var alarm = $"<p class=\"alarm\">{labels.WhenPrinted} {labels.Statuses[status]}</p>";
            Assert.Equal(said, body.Contains(alarm, StringComparison.Ordinal));
            Assert.Equal(said, body.Contains("class=\"alarm\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Only_Arabic_is_set_from_right_to_left(string language)
    {
        var page = CertificatePage.Render(With("x"), PageLanguage.Choose(language, []));
        Assert.Contains($"<html lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">", page, StringComparison.Ordinal);
        // What is laid out by left and right would not turn round with the language.
        Assert.DoesNotMatch(@"(margin|padding|border)-(left|right)|text-align:\s*(left|right)|float:", page);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_word(string language)
    {
        var labels = PageLanguage.Choose(language, []);
        Assert.Equal(language, labels.Language);
        Assert.All(typeof(PageLabels).GetProperties().Where(p => p.PropertyType == typeof(string)), p => Assert.False(string.IsNullOrWhiteSpace((string?)p.GetValue(labels)), p.Name));
        (CodeList, IReadOnlyDictionary<string, string>)[] lists =
        [
            (CodeLists.CertificateType, labels.Types), (CodeLists.Assurance, labels.AssuranceTexts), (CodeLists.ItemCategory, labels.Categories),
            (CodeLists.QuantityUnit, labels.Units), (CodeLists.CertificateStatus, labels.Statuses),
        ];
        foreach (var (list, words) in lists)
        {
            Assert.Equal(list.Select(c => c.Value).Order(StringComparer.Ordinal), words.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(words.Count, words.Values.Distinct().Count());
            if (language != "en") Assert.All(list, code => Assert.NotEqual(code.Label, words[code.Value]));
        }
    }

    [Theory]
    [InlineData("fr", "", "fr")]
    [InlineData("FR-ca", "es", "fr")]
    [InlineData("zh-Hans-CN", "", "zh")]
    [InlineData(null, "es", "es")]
    [InlineData(null, "de, ar;q=0.5, fr;q=0.8", "fr")]
    [InlineData(null, "fr;q=0, ru;q=0.1", "ru")]
    [InlineData(null, "ar-TD", "ar")]
    [InlineData("tlh", "es", "es")]
    [InlineData(null, "de", "en")]
    [InlineData(null, "*", "en")]
    [InlineData(null, "", "en")]
    [InlineData(null, ";;;\u0001=", "en")]
    [InlineData("<script>", "", "en")]
    [InlineData("", "", "en")]
    public void The_language_is_that_asked_for_else_the_browsers(string? lang, string acceptLanguage, string expected) =>
        Assert.Equal(expected, PageLanguage.Choose(lang, [acceptLanguage]).Language);

    [Fact]
    public void The_QR_code_of_the_longest_extract_can_be_drawn()
    {
        var page = CertificatePage.Render(With("x") with { Qr = "EUC1:" + new string('a', 995) }, English);
        // Version 26 (121 modules) holds 1,059 bytes at level M; around it is the quiet zone of four modules.
        Assert.Contains("viewBox=\"0 0 129 129\"", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
