using Exchange.Contracts.Vocabularies;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>How grave an alert is, from <c>low</c> to <c>critical</c>. Filters can ask for a least severity.</summary>
internal enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

/// <summary>Whether an alert holds: <c>active</c>, also after it has expired, or <c>withdrawn</c>.</summary>
internal enum AlertStatus
{
    Active = 1,
    Withdrawn = 2,
}

/// <summary>Severities by their codes.</summary>
internal static class Severities
{
    /// <summary>The severity of a code of <see cref="CodeLists.Severity"/>; null for any other text.</summary>
    public static Severity? Of(string? code) => code switch
    {
        "low" => Severity.Low,
        "medium" => Severity.Medium,
        "high" => Severity.High,
        "critical" => Severity.Critical,
        _ => null,
    };
}
