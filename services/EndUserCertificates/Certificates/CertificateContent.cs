using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>
/// What a certificate says: what is posted, what is signed (the claim <c>euc</c> of the credential), and what a reader is shown at a
/// level. Everything is optional here; <see cref="CertificateTypes"/> says what each type has to have.
/// </summary>
[Leveled]
internal record CertificateContent
{
    /// <summary><see cref="CodeLists.CertificateType"/>. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>The issuing authority's own number, unique within its State.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>The day (UTC) that the certificate bears. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? IssuedOn { get; init; }

    /// <summary>The first day (UTC) on which it may be relied on; the day of issue, if not given.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UTC) on which it may be relied on.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether it serves one shipment only, however much of it that takes.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? SingleUse { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public Party? Exporter { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public Party? EndUser { get; init; }

    /// <summary>Between exporter and end user, in the order of the goods' way.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Party>? Consignees { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public BrokerReference? Broker { get; init; }

    /// <summary>The country (alpha-3) in which the goods are used.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? FinalDestination { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public string? EndUse { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? ContractReference { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public Signatory? Signatory { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<AssuranceGiven>? Assurances { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<GoodsLine>? Goods { get; init; }

    /// <summary>Of a delivery verification: the day (UTC) on which the goods were delivered.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DeliveredOn { get; init; }

    /// <summary>The earlier certificate that this one is about: of a delivery verification, or of a consent to a re-export.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public CertificateReference? Regarding { get; init; }

    /// <summary>As JSON, the same for storing, signing and hashing.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, LevelJson.At(ReleaseLevel.Full));

    internal static CertificateContent FromJson(string json) => JsonSerializer.Deserialize<CertificateContent>(json, JsonSerializerOptions.Web)!;
}

/// <summary>An exporter, end user or consignee.</summary>
[Leveled]
internal sealed record Party
{
    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Name { get; init; }

    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Address { get; init; }

    /// <summary>ISO 3166-1 alpha-3. Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? State { get; init; }
}

/// <summary>A broker, by the number under which its State registers it.</summary>
[Leveled]
internal sealed record BrokerReference
{
    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? State { get; init; }

    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Number { get; init; }

    [VisibleFrom(ReleaseLevel.Full)] public string? Name { get; init; }
}

/// <summary>Who signed for the issuing authority, or for the end user.</summary>
[Leveled]
internal sealed record Signatory
{
    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Name { get; init; }

    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Position { get; init; }
}

/// <summary>An undertaking, with the State to be consulted where the assurance names one (para 17).</summary>
[Leveled]
internal sealed record AssuranceGiven
{
    /// <summary><see cref="CodeLists.Assurance"/>. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Code { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public string? ConsultingState { get; init; }
}

/// <summary>One line of the goods.</summary>
[Leveled]
internal sealed record GoodsLine
{
    /// <summary>1 and up, each once. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public int? Line { get; init; }

    /// <summary><see cref="CodeLists.ItemCategory"/>. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Make { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }

    /// <summary>Whole, 1 to 1,000,000,000. Required.</summary>
    [VisibleFrom(ReleaseLevel.Summary), JsonConverter(typeof(QuantityConverter))] public decimal? Quantity { get; init; }

    /// <summary><see cref="CodeLists.QuantityUnit"/>; <c>piece</c>, if not given.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? Unit { get; init; }
}

/// <summary>Another certificate, as its State numbers it.</summary>
[Leveled]
internal sealed record CertificateReference
{
    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? IssuingState { get; init; }

    /// <summary>Required.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public string? Number { get; init; }
}

/// <summary>
/// Reads any JSON number as a quantity. A number too large for a decimal becomes the largest decimal: the rule for quantities then
/// refuses it by field, as it does fractions and negative numbers.
/// </summary>
internal sealed class QuantityConverter : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.TryGetDecimal(out var value) ? value : decimal.MaxValue;

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}
