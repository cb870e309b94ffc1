using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.StatusLists;
using QRCoder;

namespace Exchange.EndUserCertificates.Document;

/// <summary>A certificate with what is printed beside its content.</summary>
internal sealed record PrintedCertificate
{
    public required CertificateContent Content { get; init; }
    public required string IssuingState { get; init; }

    /// <summary>The authority, where it is known.</summary>
    public string? IssuedBy { get; init; }
    public required string Reference { get; init; }

    /// <summary><see cref="CodeLists.CertificateStatus"/> at the time of printing.</summary>
    public required string Status { get; init; }

    /// <summary>The text of the QR code.</summary>
    public required string Qr { get; init; }
    public required string DocumentHash { get; init; }
}

/// <summary>
/// The certificate as a page for printing on A4: HTML that needs nothing beside itself, with no script. Every value is shown as
/// text, whatever it holds.
/// </summary>
internal static class CertificatePage
{
    private const string Absent = "—";

    // Readable in every script; what is markup in HTML is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style = """
        @page { size: A4; margin: 14mm 14mm 18mm }
        * { box-sizing: border-box }
        html { font: 9.5pt/1.4 "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Segoe UI", "Microsoft YaHei", "DejaVu Sans", Arial, sans-serif; color: #000; background: #fff }
        /* Vowel signs would reach into the line above, and at the top of a page into the page before. */
        html:lang(ar) { line-height: 1.75 }
        body { margin: 0 auto; max-width: 182mm }
        header { border-block-end: 1.2pt solid #000; padding-block-end: 3mm; margin-block-end: 4mm }
        h1 { font-size: 17pt; line-height: 1.2; margin: 1mm 0 0 }
        h2 { font-size: 10.5pt; margin: 3mm 0 1.5mm; padding-block-start: 2mm; break-after: avoid }
        p { margin: 0 0 1.5mm }
        bdi.code { font-family: "DejaVu Sans Mono", "Noto Sans Mono", Consolas, monospace; font-size: .9em; overflow-wrap: anywhere }
        .alarm { border: 2pt solid #000; padding: 2mm 3mm; margin-block-end: 4mm; font-size: 13pt; font-weight: bold }
        table { border-collapse: collapse; width: 100%; table-layout: fixed }
        th, td { border: .5pt solid #777; padding: 1mm 1.6mm; text-align: start; vertical-align: top; overflow-wrap: break-word }
        th { background: #eee; font-weight: bold; print-color-adjust: exact; -webkit-print-color-adjust: exact }
        thead { display: table-header-group }
        tr, .keep { break-inside: avoid }
        table.facts th { width: 34%; font-weight: normal }
        table.facts td { font-weight: bold }
        table.goods { font-size: .9em }
        td.number, th.number { text-align: end; white-space: nowrap }
        th.caption { background: none; border: 0; padding-inline: 0; font-weight: normal; font-size: .85em }
        bdi.hash { font-size: .8em }
        .lines { white-space: pre-line }
        .small { font-size: .85em; font-weight: normal }
        ul { margin: 0; padding-inline-start: 5mm }
        li { break-inside: avoid }
        .signing { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm }
        .signing > div { border: .5pt solid #777; min-height: 34mm; padding: 1.5mm 2mm }
        .signing > .wide { grid-column: 1 / 3; min-height: 10mm }
        .check { display: grid; grid-template-columns: 58mm 1fr; gap: 5mm; align-items: start; border: .5pt solid #777; padding: 2mm }
        .check svg { width: 58mm; height: 58mm; display: block }
        @media screen { body { padding: 10mm 0 } }
        """;

    /// <summary>The page in the language of <paramref name="labels"/>.</summary>
    public static string Render(PrintedCertificate certificate, PageLabels labels)
    {
        var content = certificate.Content;
        var page = new Writer(labels);
        page.Raw($"""
            <!DOCTYPE html>
            <html lang="{labels.Language}" dir="{(labels.RightToLeft ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{Text(content.Number)}</title>
            <style>
            {Style}
            {Margins(certificate, labels)}
            </style>
            </head>
            <body>

            """);
        if (certificate.Status != CertificateStatus.Valid) page.Raw($"<p class=\"alarm\">{Text(labels.WhenPrinted)} {Word(labels.Statuses, certificate.Status)}</p>\n");
        Heading(page, certificate);
        Parties(page, content);
        Goods(page, certificate);
        Assurances(page, content);
        Signing(page, content);
        Verification(page, certificate);
        page.Raw("</body>\n</html>\n");
        return page.ToString();
    }

    private static void Heading(Writer page, PrintedCertificate certificate)
    {
        var (content, labels) = (certificate.Content, page.Labels);
        page.Raw($"<header>\n<p>{Text(labels.IssuedBy)}: <strong>{Country(certificate.IssuingState)}</strong>");
        if (certificate.IssuedBy is { } authority) page.Raw($" · {Value(authority)}");
        page.Raw($"</p>\n<h1>{Word(labels.Types, content.Type)}</h1>\n</header>\n<table class=\"facts\">\n");
        page.Fact(labels.Number, Code(content.Number));
        page.Fact(labels.Reference, Code(certificate.Reference));
        page.Fact(labels.IssuedOn, Day(content.IssuedOn));
        page.Fact(labels.ValidFrom, Day(content.ValidFrom ?? content.IssuedOn));
        page.Fact(labels.ValidUntil, content.ValidUntil is { } until ? Day(until) : Text(labels.NoLastDay));
        page.Fact(labels.Use, Text(content.SingleUse ?? true ? labels.SingleUse : labels.SeveralShipments));
        page.Raw("</table>\n");
    }

    private static void Parties(Writer page, CertificateContent content)
    {
        var labels = page.Labels;
        page.Raw($"<h2>{Text(labels.Parties)}</h2>\n<table class=\"facts\">\n");
        page.Fact(labels.Exporter, Party(content.Exporter));
        foreach (var consignee in content.Consignees ?? []) page.Fact(labels.Consignee, Party(consignee));
        if (content.Broker is { } broker)
            page.Fact(labels.Broker, $"{Code(broker.Number)} · {Country(broker.State)}{(broker.Name is null ? "" : $" · {Value(broker.Name)}")}");
        page.Fact(labels.EndUser, Party(content.EndUser));
        page.Fact(labels.FinalDestination, Country(content.FinalDestination));
        if (content.EndUse is not null) page.Fact(labels.EndUse, Lines(content.EndUse));
        if (content.ContractReference is not null) page.Fact(labels.Contract, Value(content.ContractReference));
        if (content.DeliveredOn is { } delivered) page.Fact(labels.DeliveredOn, Day(delivered));
        if (content.Regarding is { } regarding) page.Fact(labels.Regarding, $"{Code(regarding.Number)} · {Country(regarding.IssuingState)}");
        page.Raw("</table>\n");
    }

    private static void Goods(Writer page, PrintedCertificate certificate)
    {
        var labels = page.Labels;
        // The header, with the certificate's number, is printed again on each page that the table reaches.
        page.Raw($"""
            <h2>{Text(labels.Goods)}</h2>
            <table class="goods">
            <colgroup><col style="width:7%"><col style="width:18%"><col style="width:17%"><col style="width:13%"><col style="width:11%"><col style="width:9%"><col style="width:13%"><col style="width:12%"></colgroup>
            <thead>
            <tr><th class="caption" colspan="8">{Text(labels.Number)} {Code(certificate.Content.Number)} · {Country(certificate.IssuingState)}</th></tr>
            <tr><th class="number">{Text(labels.Line)}</th><th>{Text(labels.Category)}</th><th>{Text(labels.Description)}</th><th>{Text(labels.Make)}</th><th>{Text(labels.Model)}</th><th>{Text(labels.Calibre)}</th><th class="number">{Text(labels.Quantity)}</th><th>{Text(labels.Unit)}</th></tr>
            </thead>
            <tbody>

            """);
        foreach (var line in certificate.Content.Goods ?? [])
        {
            page.Raw($"<tr><td class=\"number\">{Number(line.Line)}</td><td>{Word(labels.Categories, line.Category)}</td><td>{Value(line.Description)}</td>");
            page.Raw($"<td>{Value(line.Make)}</td><td>{Value(line.Model)}</td><td>{Value(line.Calibre)}</td>");
            page.Raw($"<td class=\"number\">{Number(line.Quantity)}</td><td>{Word(labels.Units, line.Unit ?? CertificateLine.Piece)}</td></tr>\n");
        }
        page.Raw("</tbody>\n</table>\n");
    }

    private static void Assurances(Writer page, CertificateContent content)
    {
        var labels = page.Labels;
        page.Raw($"<section>\n<h2>{Text(labels.Assurances)}</h2>\n");
        if (content.Assurances is { Count: > 0 } assurances)
        {
            page.Raw("<ul>\n");
            foreach (var assurance in assurances)
            {
                page.Raw($"<li>{Word(labels.AssuranceTexts, assurance.Code)}");
                if (assurance.ConsultingState is { } state) page.Raw($" ({Text(labels.StateToConsult)}: {Country(state)})");
                page.Raw("</li>\n");
            }
            page.Raw("</ul>\n");
        }
        else
        {
            page.Raw($"<p>{Text(labels.NoAssurances)}</p>\n");
        }
        page.Raw("</section>\n");
    }

    private static void Signing(Writer page, CertificateContent content)
    {
        var labels = page.Labels;
        page.Raw($"<section class=\"keep\">\n<h2>{Text(labels.Signatory)}</h2>\n<table class=\"facts\">\n");
        page.Fact(labels.Name, Value(content.Signatory?.Name));
        page.Fact(labels.Position, Value(content.Signatory?.Position));
        page.Raw($"""
            </table>
            <div class="signing" style="margin-block-start:3mm">
            <div>{Text(labels.Signature)}</div><div>{Text(labels.Stamp)}</div>
            <div class="wide">{Text(labels.PlaceAndDate)}</div>
            </div>
            </section>

            """);
    }

    private static void Verification(Writer page, PrintedCertificate certificate)
    {
        var labels = page.Labels;
        page.Raw($"""
            <section class="keep">
            <h2>{Text(labels.Verification)}</h2>
            <div class="check">
            {Svg(certificate.Qr)}
            <div>
            <p><strong>{Text(labels.VerifyStatus)}</strong></p>
            <p>{Text(labels.ScanCode)} {Text(labels.CredentialCounts)}</p>
            <p>{Text(labels.Number)}<br><strong>{Code(certificate.Content.Number)} · {Country(certificate.IssuingState)}</strong></p>
            <p>{Text(labels.DocumentHash)}<br><bdi class="code hash" dir="ltr">{Text(certificate.DocumentHash)}</bdi></p>
            </div>
            </div>
            </section>

            """);
    }

    /// <summary>The QR code, error correction M (a fold or a stain costs up to 15 %), one path, with the quiet zone that readers need.</summary>
    private static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x + 1 - from}v1H{from}z");
            }
        }
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges" role="img"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""";
    }

    /// <summary>In the margin of every page: which certificate it belongs to, and which of its pages it is.</summary>
    private static string Margins(PrintedCertificate certificate, PageLabels labels)
    {
        var (start, end) = labels.RightToLeft ? ("right", "left") : ("left", "right");
        return $$"""
            @page {
              @bottom-{{start}} { content: {{Css($"{certificate.IssuingState} {certificate.Content.Number}")}}; font-size: 7.5pt; direction: ltr }
              @bottom-{{end}} { content: {{Css($"{labels.Page} ")}} counter(page) "/" counter(pages); font-size: 7.5pt }
            }
            """;
    }

    /// <summary>A CSS string in which every character is escaped: it cannot end the string, nor the style element.</summary>
    private static string Css(string text)
    {
        var css = new StringBuilder("\"");
        foreach (var rune in Visible(text).EnumerateRunes()) css.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:X} ");
        return css.Append('"').ToString();
    }

    private static string Text(string? text) => text is null ? Absent : Encoder.Encode(Visible(text));

    /// <summary>A value, apart from the direction of the text around it.</summary>
    private static string Value(string? value) => string.IsNullOrWhiteSpace(value) ? Absent : $"<bdi>{Text(value)}</bdi>";

    private static string Lines(string? value) => string.IsNullOrWhiteSpace(value) ? Absent : $"<bdi class=\"lines\">{Text(value)}</bdi>";

    private static string Code(string? value) => string.IsNullOrWhiteSpace(value) ? Absent : $"<bdi class=\"code\" dir=\"ltr\">{Text(value)}</bdi>";

    /// <summary>The words for a code; the code itself where a later vocabulary knows more than this page.</summary>
    private static string Word(IReadOnlyDictionary<string, string> words, string? code) => code is null ? Absent : words.TryGetValue(code, out var word) ? Text(word) : Code(code);

    /// <summary>The code, which every language has in common, and the English short name.</summary>
    private static string Country(string? alpha3) => alpha3 is null
        ? Absent
        : $"<bdi dir=\"ltr\">{Text(Countries.Find(alpha3) is { } country ? $"{country.Name} ({alpha3})" : alpha3)}</bdi>";

    private static string Party(Party? party) => party is null ? Absent : $"{Value(party.Name)}<br><span class=\"small\">{Lines(party.Address)}<br>{Country(party.State)}</span>";

    /// <summary>ISO 8601: read alike in every language.</summary>
    private static string Day(DateOnly? day) => day is { } date ? $"<bdi dir=\"ltr\">{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</bdi>" : Absent;

    /// <summary>In groups of three, parted by a space: a point or comma means a fraction to some.</summary>
    private static string Number(decimal? number) => number is { } value
        ? $"<bdi dir=\"ltr\">{value.ToString("#,##0.##", CultureInfo.InvariantCulture).Replace(",", "&#160;", StringComparison.Ordinal)}</bdi>"
        : Absent;

    /// <summary>
    /// Characters that reorder or hide others are shown as replaced: a number must not read otherwise than it is signed. New
    /// lines stay.
    /// </summary>
    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Select(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control when rune.Value != '\n' => "\uFFFD",
        // Joiners belong to the spelling of Persian and of many Indian languages.
        UnicodeCategory.Format when rune.Value is not (0x200C or 0x200D) => "\uFFFD",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "\uFFFD",
        _ => rune.ToString(),
    }));

    /// <summary>The page as it grows.</summary>
    private sealed class Writer(PageLabels labels)
    {
        private readonly StringBuilder html = new();

        public PageLabels Labels => labels;

        /// <param name="markup">Values in it are encoded already.</param>
        public void Raw(string markup) => html.Append(markup);

        /// <param name="label">Text.</param>
        /// <param name="value">Markup.</param>
        public void Fact(string label, string value) => Raw($"<tr><th scope=\"row\">{Text(label)}</th><td>{value}</td></tr>\n");

        public override string ToString() => html.ToString();
    }
}
