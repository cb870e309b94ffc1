using System.Text.Json.Serialization;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A quantity of one line of a certificate, as it is posted.</summary>
internal sealed record LineQuantity
{
    /// <summary>The certificate's own number of the line. Required.</summary>
    public int? Line { get; init; }

    /// <summary>Whole, 1 to 1,000,000,000, in the line's unit. Required.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public decimal? Quantity { get; init; }

    /// <summary>Reports every fault of the posted lines; <paramref name="known"/> are the existing line numbers.</summary>
    internal static void Check(Check check, IReadOnlyList<LineQuantity>? lines, IReadOnlyCollection<int> known, string of)
    {
        var named = new HashSet<int>();
        check.Required(lines);
        if (lines is { Count: 0 }) check.Fault(nameof(lines), "is empty");
        foreach (var (quantity, at) in check.Each(lines, CertificateRules.MostLines))
        {
            at.Required(quantity.Line);
            if (quantity.Line is { } line)
            {
                if (!known.Contains(line)) at.Fault("line", $"is no line of this {of}");
                else if (!named.Add(line)) at.Fault("line", "is named twice");
            }
            CertificateRules.CheckQuantity(at, quantity.Quantity);
        }
    }

    /// <summary>The lines, once they have passed the check.</summary>
    internal static IReadOnlyList<DrawnLine> Read(IReadOnlyList<LineQuantity> lines) =>
        [.. lines.Select(l => new DrawnLine(l.Line!.Value, (long)l.Quantity!.Value)).OrderBy(l => l.Line)];
}
