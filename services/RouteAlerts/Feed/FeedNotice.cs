using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Feed;

/// <summary>What an entry says without the alert's content.</summary>
/// <param name="Severity">Null if the reader can no longer see the alert.</param>
internal sealed record FeedNotice(DateTimeOffset At, string Reference, Severity? Severity)
{
    public static FeedNotice Of(FeedEntry entry, RouteAlert alert) =>
        new(entry.At, alert.Reference, entry.Kind == FeedKind.Narrowed ? null : alert.Severity);
}
