namespace Exchange.RouteAlerts;

/// <summary>How grave an alert is; higher is graver, so that a subscriber can ask for "at least".</summary>
public enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

/// <summary>Where an alert stands.</summary>
public enum AlertStatus
{
    Active = 1,
    Withdrawn = 2,
}

/// <summary>The code lists of alerts (domain.md, section 5).</summary>
internal static class AlertVocabulary
{
    /// <summary>
    /// What an alert is about. They are alerts of this network, not notices of INTERPOL; beside each, the notice whose place it takes.
    /// </summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "trafficking_route",       // a route that was used (no counterpart)
        "imminent_threat",         // Orange
        "modus_operandi",          // Purple
        "conveyance_of_interest",  // Blue, of a ship, aircraft, vehicle or container
    ];

    public static IReadOnlyList<string> Severities { get; } = ["low", "medium", "high", "critical"];

    /// <summary>UN/CEFACT Recommendation 19.</summary>
    public static IReadOnlyList<string> Modes { get; } =
    [
        "not_specified", "maritime", "rail", "road", "air", "mail", "multimodal", "fixed_installation", "inland_water", "not_applicable",
    ];

    public static IReadOnlyList<string> Means { get; } =
    [
        "on_foot", "pack_animal", "motorcycle", "car", "bus", "truck", "train", "dhow", "small_craft", "fishing_vessel", "cargo_ship",
        "aircraft", "drone", "parcel",
    ];

    public static IReadOnlyList<string> Concealments { get; } =
    [
        "on_person", "baggage", "vehicle_void", "fuel_tank", "spare_parts", "in_freight", "misdeclared_cargo", "commingled_cargo",
        "container_structure", "household_goods", "food", "toys_or_electronics", "machinery", "parcel", "buried_or_cache",
        "at_sea_transfer", "none",
    ];

    public static IReadOnlyList<string> Confidences { get; } = ["low", "medium", "high"];

    /// <summary>Admiralty scale: how reliable the source is.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["A", "B", "C", "D", "E", "F"];

    /// <summary>Admiralty scale: how credible the information is.</summary>
    public static IReadOnlyList<string> Credibilities { get; } = ["1", "2", "3", "4", "5", "6"];

    /// <summary>Parses a member of <see cref="Severities"/>.</summary>
    public static bool TryParse(string? text, out Severity severity)
    {
        severity = text switch
        {
            "low" => Severity.Low,
            "medium" => Severity.Medium,
            "high" => Severity.High,
            "critical" => Severity.Critical,
            _ => 0,
        };
        return severity != 0;
    }
}
