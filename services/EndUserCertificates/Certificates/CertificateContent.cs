using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>What a certificate says. Which elements a certificate needs depends on its type: other elements are refused.</summary>
/// <remarks>It is what is posted, what is signed (the claim <c>euc</c> of the credential), and what a reader is shown at a level.</remarks>
[Leveled]
internal record CertificateContent
{
    /// <summary>The type of certificate. Required.</summary>
    [RequiredField][Code("certificate_type")][VisibleFrom(ReleaseLevel.Summary)] public string? Type { get; init; }

    /// <summary>The issuing authority's own number, unique within its State. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxNumber)][VisibleFrom(ReleaseLevel.Summary)] public string? Number { get; init; }

    /// <summary>The day (UTC) that the certificate bears: not in the future, nor before 1900. Required.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Summary)] public DateOnly? IssuedOn { get; init; }

    /// <summary>The first day (UTC) on which it is valid, not before the day of issue; the day of issue if absent.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UTC) on which it is valid, at most five years after the first.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether it serves one shipment only, however much of the quantities that takes; <c>true</c> if absent.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public bool? SingleUse { get; init; }

    /// <summary>The exporter.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Party? Exporter { get; init; }

    /// <summary>The end user.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public Party? EndUser { get; init; }

    /// <summary>The consignees between exporter and end user, in the order in which the goods travel.</summary>
    [Most(20)][VisibleFrom(ReleaseLevel.Full)] public IReadOnlyList<Party>? Consignees { get; init; }

    /// <summary>The broker, where one takes part.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public BrokerReference? Broker { get; init; }

    /// <summary>The country in which the goods are used.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? FinalDestination { get; init; }

    /// <summary>What the goods are for.</summary>
    [Text(CertificateRules.MaxText, Lines = true)][VisibleFrom(ReleaseLevel.Full)] public string? EndUse { get; init; }

    /// <summary>The reference of the contract.</summary>
    [Text(CertificateRules.MaxName)][VisibleFrom(ReleaseLevel.Full)] public string? ContractReference { get; init; }

    /// <summary>Who signed. Required.</summary>
    [RequiredField][VisibleFrom(ReleaseLevel.Full)] public Signatory? Signatory { get; init; }

    /// <summary>What the end user, or its State, undertakes; each once.</summary>
    [Most(CertificateRules.MostAssurances)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<AssuranceGiven>? Assurances { get; init; }

    /// <summary>The goods by line.</summary>
    [Most(CertificateRules.MostLines)][VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<GoodsLine>? Goods { get; init; }

    /// <summary>In a delivery verification certificate: the day (UTC) on which the goods were delivered, not in the future.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DeliveredOn { get; init; }

    /// <summary>The earlier certificate that a delivery verification certificate or a consent to a re-export is about.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public CertificateReference? Regarding { get; init; }

    /// <summary>As JSON, the same for storing, signing and hashing.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, LevelJson.At(ReleaseLevel.Full));

    internal static CertificateContent FromJson(string json) => JsonSerializer.Deserialize<CertificateContent>(json, JsonSerializerOptions.Web)!;
}

/// <summary>An exporter, end user or consignee.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record Party
{
    /// <summary>The name. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxName)] public string? Name { get; init; }

    /// <summary>The address. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxAddress, Lines = true)] public string? Address { get; init; }

    /// <summary>The country of the address. Required.</summary>
    [RequiredField][Country] public string? State { get; init; }
}

/// <summary>A broker, by the number under which its State registers it.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record BrokerReference
{
    /// <summary>The State that registers the broker. Required.</summary>
    [RequiredField][Country] public string? State { get; init; }

    /// <summary>The number in that State's register. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxNumber)] public string? Number { get; init; }

    /// <summary>The name.</summary>
    [Text(CertificateRules.MaxName)] public string? Name { get; init; }
}

/// <summary>Who signed for the issuing authority, or for the end user.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record Signatory
{
    /// <summary>The name. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxName)] public string? Name { get; init; }

    /// <summary>The position. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxName)] public string? Position { get; init; }
}

/// <summary>An undertaking.</summary>
[Leveled]
internal sealed record AssuranceGiven
{
    /// <summary>The undertaking. Required.</summary>
    [RequiredField][Code("assurance")][VisibleFrom(ReleaseLevel.Summary)] public string? Code { get; init; }

    /// <summary>The State to be asked for its consent; required with <c>no_reexport_without_consent</c>, and allowed with it alone (para 17).</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public string? ConsultingState { get; init; }
}

/// <summary>One line of the goods.</summary>
[Leveled]
internal sealed record GoodsLine
{
    /// <summary>The number of the line, each once. Required.</summary>
    [RequiredField][Between(1, CertificateRules.MostLines)][VisibleFrom(ReleaseLevel.Summary)] public int? Line { get; init; }

    /// <summary>The kind of goods. Required.</summary>
    [RequiredField][Code("item_category")][VisibleFrom(ReleaseLevel.Summary)] public string? Category { get; init; }

    /// <summary>The goods in words.</summary>
    [Text(CertificateRules.MaxAddress)][VisibleFrom(ReleaseLevel.Summary)] public string? Description { get; init; }

    /// <summary>The manufacturer.</summary>
    [Text(CertificateRules.MaxName)][VisibleFrom(ReleaseLevel.Summary)] public string? Make { get; init; }

    /// <summary>The model.</summary>
    [Text(CertificateRules.MaxName)][VisibleFrom(ReleaseLevel.Summary)] public string? Model { get; init; }

    /// <summary>The calibre, as the manufacturer states it.</summary>
    [Text(CertificateRules.MaxNumber)][VisibleFrom(ReleaseLevel.Summary)] public string? Calibre { get; init; }

    /// <summary>How much, in the unit of the line. Required.</summary>
    [RequiredField][Whole(1, CertificateRules.MaxQuantity)][VisibleFrom(ReleaseLevel.Summary), JsonConverter(typeof(QuantityConverter))] public decimal? Quantity { get; init; }

    /// <summary>The unit of the quantity; <c>piece</c> if absent.</summary>
    [Code("quantity_unit")][VisibleFrom(ReleaseLevel.Summary)] public string? Unit { get; init; }
}

/// <summary>Another certificate, as its State numbers it.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record CertificateReference
{
    /// <summary>The State that issued it. Required.</summary>
    [RequiredField][Country] public string? IssuingState { get; init; }

    /// <summary>Its number. Required.</summary>
    [RequiredField][Text(CertificateRules.MaxNumber)] public string? Number { get; init; }
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
