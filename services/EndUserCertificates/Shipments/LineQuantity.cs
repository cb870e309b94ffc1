using System.Text.Json.Serialization;
using Exchange.EndUserCertificates.Certificates;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>A quantity of one line of a certificate, as it is posted.</summary>
internal sealed record LineQuantity
{
    /// <summary>The certificate's own number of the line. Required.</summary>
    [RequiredField] public int? Line { get; init; }

    /// <summary>How much, in the line's unit. Required.</summary>
    [RequiredField]
    [Whole(1, CertificateRules.MaxQuantity)]
    [JsonConverter(typeof(QuantityConverter))]
    public decimal? Quantity { get; init; }

    /// <summary>Reports lines that are missing, unknown or named twice; <paramref name="known"/> are the existing line numbers.</summary>
    internal static void Check(Check check, IReadOnlyList<LineQuantity>? lines, IReadOnlyCollection<int> known, string of)
    {
        var named = new HashSet<int>();
        if (lines is { Count: 0 }) check.Fault(nameof(lines), "is empty");
        if (lines?.Count > CertificateRules.MostLines) return;
        foreach (var (quantity, at) in check.Inside(lines))
        {
            if (quantity.Line is not { } line) continue;
            if (!known.Contains(line)) at.Fault("line", $"is no line of this {of}");
            else if (!named.Add(line)) at.Fault("line", "is named twice");
        }
    }

    /// <summary>The lines, once they have passed the check.</summary>
    internal static IReadOnlyList<DrawnLine> Read(IReadOnlyList<LineQuantity> lines) =>
        [.. lines.Select(l => new DrawnLine(l.Line!.Value, (long)l.Quantity!.Value)).OrderBy(l => l.Line)];
}
