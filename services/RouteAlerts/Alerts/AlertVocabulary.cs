using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>How grave an alert is; higher is graver, so that a subscriber can ask for "at least".</summary>
internal enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

/// <summary>Where an alert stands.</summary>
internal enum AlertStatus
{
    Active = 1,
    Withdrawn = 2,
}

/// <summary>What alerts alone are written in (domain.md, section 5); the rest is in <see cref="CodeLists"/>.</summary>
internal static class AlertVocabulary
{
    /// <summary>
    /// What an alert is about. They are alerts of this network, not notices of INTERPOL; beside each, the notice whose place it takes.
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
