namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>
    /// What an alert is about. These are alerts of this network, not INTERPOL notices; each names the notice that it corresponds to. Known.
    /// </summary>
    public static CodeList AlertType { get; } = new("alert_type", "alert type", "Proposed, beside INTERPOL's notices", Certainty.Known)
    {
        { "trafficking_route", "A route that was used" },
        { "imminent_threat", "An imminent threat", "Orange" },
        { "modus_operandi", "A way of doing it", "Purple" },
        { "conveyance_of_interest", "A ship, aircraft, vehicle or container", "Blue" },
    };

    /// <summary>How grave an alert is, from the least to the gravest. Known.</summary>
    public static CodeList Severity { get; } = new("severity", "severity", "Proposed", Certainty.Known)
    {
        { "low", "Low" },
        { "medium", "Medium" },
        { "high", "High" },
        { "critical", "Critical" },
    };

    /// <summary>How certain a leg of a route is. Known.</summary>
    public static CodeList Confidence { get; } = new("confidence", "confidence", "Proposed", Certainty.Known)
    {
        { "low", "Low" },
        { "medium", "Medium" },
        { "high", "High" },
    };

    /// <summary>Schemes of identifiers of ships, aircraft, vehicles, containers and their transport documents. Known.</summary>
    public static CodeList ConveyanceScheme { get; } = new("conveyance_scheme", "conveyance scheme", "Proposed", Certainty.Known)
    {
        { "imo", "IMO ship identification number: 7 digits, the last a check digit (resolution A.1117(30))" },
        { "mmsi", "Maritime Mobile Service Identity: 9 digits" },
        { "tail", "Registration mark of an aircraft" },
        { "plate", "Registration plate of a vehicle" },
        { "container", "Freight container: 4 letters and 7 digits, the last a check digit (ISO 6346)" },
        { "air_waybill", "Air waybill: 11 digits, the last a check digit (IATA)" },
        { "bill_of_lading", "Bill of lading" },
    };
}
