using Exchange.Access;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Feed;

/// <summary>A feed entry as one reader may see it.</summary>
/// <param name="Alert">The alert at the reader's level; null if the entry says that the reader can no longer see it.</param>
internal sealed record FeedItem(FeedEntry Entry, Visible<RouteAlert>? Alert);

/// <summary>Consecutive entries of the feed for one reader.</summary>
/// <param name="Position">The position up to which the feed was read; the next page starts after it.</param>
/// <param name="IsLast">Whether nothing followed when the page was read.</param>
internal sealed record FeedPage(IReadOnlyList<FeedItem> Items, long Position, bool IsLast);

/// <summary>Reads the feed for one reader. It is the only way to the entries, for the live stream and for webhooks.</summary>
internal sealed class FeedReader(AlertsDb db, TimeProvider clock)
{
    /// <summary>The last position that was taken.</summary>
    public Task<long> HeadAsync(CancellationToken ct) => db.Set<FeedHead>().Select(h => h.Last).SingleAsync(ct);

    /// <summary>Up to <paramref name="take"/> entries after a position, in order of positions, that the principal may see now.</summary>
    public async Task<FeedPage> ReadAsync(Principal principal, long after, int take, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // First: an entry that is committed during this read belongs to the next page.
        var head = await HeadAsync(ct);
        var entries = await EntriesOf(principal, now).Where(e => e.Position > after && e.Position <= head).OrderBy(e => e.Position).Take(take).ToListAsync(ct);
        var ids = entries.Where(e => e.Kind != FeedKind.Narrowed).Select(e => e.AlertId).Distinct().ToList();
        var alerts = await db.VisibleTo<RouteAlert>(principal, now).AsNoTracking().Where(v => ids.Contains(v.Record.Id)).ToDictionaryAsync(v => v.Record.Id, ct);
        // An alert that was narrowed between the two reads is skipped: the entry that says so follows.
        var items = entries.Where(e => e.Kind == FeedKind.Narrowed || alerts.ContainsKey(e.AlertId))
            .Select(e => new FeedItem(e, e.Kind == FeedKind.Narrowed ? null : alerts[e.AlertId]));
        var isLast = entries.Count < take;
        return new FeedPage([.. items], isLast ? head : entries[^1].Position, isLast);
    }

    /// <summary>What the principal may know now of one entry; null if it may not see the entry.</summary>
    public async Task<FeedNotice?> FindAsync(Principal principal, Guid entryId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await EntriesOf(principal, now).SingleOrDefaultAsync(e => e.Id == entryId, ct) is not { } entry) return null;
        if (entry.Kind == FeedKind.Narrowed)
            return new FeedNotice(entry.At, await db.Alerts.Where(a => a.Id == entry.AlertId).Select(a => a.Reference).SingleAsync(ct), Severity: null, Shown: null);
        var seen = await db.VisibleTo<RouteAlert>(principal, now).ByKey().Where(v => v.Record.Id == entry.AlertId)
            .Select(v => new { v.Record.Reference, v.Record.Severity, v.Record.Originator, v.Record.Version, v.Level }).SingleOrDefaultAsync(ct);
        // The alert may have been narrowed between the two reads.
        return seen is null ? null : new FeedNotice(
            entry.At, seen.Reference, seen.Severity, new ShownRecord(nameof(RouteAlert), entry.AlertId, seen.Originator, seen.Version, seen.Level));
    }

    /// <summary>Changes of alerts that the principal may see, and narrowings of alerts that it could see before and no longer can.</summary>
    private IQueryable<FeedEntry> EntriesOf(Principal principal, DateTimeOffset now)
    {
        var alerts = db.VisibleTo<RouteAlert>(principal, now);
        var narrowings = db.VisibleTo<FeedEntry>(principal, now);
        return db.Feed.AsNoTracking().Where(e => e.Kind == FeedKind.Narrowed
            ? narrowings.Any(n => n.Record.Id == e.Id) && !alerts.Any(a => a.Record.Id == e.AlertId)
            : alerts.Any(a => a.Record.Id == e.AlertId));
    }
}
