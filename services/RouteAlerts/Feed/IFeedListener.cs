using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Feed;

/// <summary>Reacts to new entries of the feed: in their transaction, and after its commit.</summary>
internal interface IFeedListener
{
    /// <summary>
    /// Runs in the transaction that adds the entries, before they and a new alert get their positions. The returned action runs
    /// after the commit; if the transaction rolls back, it is dropped.
    /// </summary>
    Task<Action> AddedAsync(RouteAlert alert, IReadOnlyList<FeedEntry> entries, CancellationToken ct);
}
