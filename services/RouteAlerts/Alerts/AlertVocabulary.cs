using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>The severity of an alert. Values are ordered, so that filters can ask for a least severity.</summary>
internal enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

/// <summary>Whether an alert holds.</summary>
internal enum AlertStatus
{
    Active = 1,
    Withdrawn = 2,
}

/// <summary>Code lists that only alerts use; the others are in <see cref="CodeLists"/>.</summary>
internal static class AlertVocabulary
{
    /// <summary>
    /// What an alert is about. These are alerts of this network, not INTERPOL notices; each names the notice that it corresponds to.
    /// </summary>
    public static CodeList Type { get; } = new("alert_type", "alert type", "Proposed, beside INTERPOL's notices", Certainty.Known)
    {
        { "trafficking_route", "A route that was used" },
        { "imminent_threat", "An imminent threat", "Orange" },
        { "modus_operandi", "A way of doing it", "Purple" },
        { "conveyance_of_interest", "A ship, aircraft, vehicle or container", "Blue" },
    };

    public static CodeList SeverityLevel { get; } = new("severity", "severity", "Proposed", Certainty.Known)
    {
        { "low", "Low" },
        { "medium", "Medium" },
        { "high", "High" },
        { "critical", "Critical" },
    };

    public static CodeList Confidence { get; } = new("confidence", "confidence", "Proposed", Certainty.Known)
    {
        { "low", "Low" },
        { "medium", "Medium" },
        { "high", "High" },
    };

    /// <summary>Parses a member of <see cref="SeverityLevel"/>.</summary>
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
