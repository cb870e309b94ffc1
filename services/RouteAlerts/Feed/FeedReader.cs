using Exchange.Access;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>The one door to the feed, for the live stream and for webhooks.</summary>
internal static class FeedReader
{
    /// <summary>
    /// The entries that <paramref name="principal"/> may be told of at <paramref name="now"/>: what happened to alerts that it
    /// may see, and the narrowing of those that it could see before and no longer can.
    /// </summary>
    public static IQueryable<FeedEntry> FeedOf(this AlertsDb db, Principal principal, DateTimeOffset now)
    {
        var alerts = db.VisibleTo<RouteAlert>(principal, now);
        var narrowings = db.VisibleTo<FeedEntry>(principal, now);
        return db.Feed.AsNoTracking().Where(e => e.Kind == FeedKind.Narrowed
            ? narrowings.Any(n => n.Record.Id == e.Id) && !alerts.Any(a => a.Record.Id == e.AlertId)
            : alerts.Any(a => a.Record.Id == e.AlertId));
    }
}
