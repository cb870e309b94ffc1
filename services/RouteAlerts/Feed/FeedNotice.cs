using Exchange.Access;
using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Feed;

/// <summary>What an entry says without the alert's content.</summary>
/// <param name="Severity">Null if the reader can no longer see the alert.</param>
/// <param name="Shown">The version of the alert that the reader may see, and at which level; null if it can no longer see the alert.</param>
internal sealed record FeedNotice(DateTimeOffset At, string Reference, Severity? Severity, ShownRecord? Shown);
