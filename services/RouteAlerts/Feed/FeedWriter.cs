using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Feed;

/// <summary>Adds the changes of alerts to the feed, and notifies its listeners.</summary>
internal sealed class FeedWriter(AlertsDb db, IEnumerable<IFeedListener> listeners, CommitActions commit, TrustDirectory trust, TimeProvider clock)
{
    /// <summary>
    /// Adds the entries of one change. Call it last in the alert's transaction, after the alert and its grants are saved: from the
    /// assignment of positions to the commit, the lock of one row keeps every other alert waiting, so that positions become visible in order.
    /// </summary>
    /// <param name="before">The grants before this change; empty for a new alert.</param>
    public async Task AddAsync(RouteAlert alert, FeedKind kind, IReadOnlyList<Grant<RouteAlert>> before, CancellationToken ct)
    {
        var entries = new List<FeedEntry>();
        if (await NarrowedAsync(alert, before, ct)) entries.Add(Add(alert, FeedKind.Narrowed));
        entries.Add(Add(alert, kind));
        if (entries is [{ Kind: FeedKind.Narrowed } narrowing, _]) db.AddRange(Audience(narrowing, before));
        foreach (var listener in listeners) commit.Add(db, await listener.AddedAsync(alert, entries, ct));

        var last = await TakePositionsAsync(entries.Count, ct);
        for (var i = 0; i < entries.Count; i++) entries[i].Position = last - entries.Count + 1 + i;
        if (alert.Position == 0) alert.Position = last;
        await db.SaveChangesAsync(ct);
    }

    private FeedEntry Add(RouteAlert alert, FeedKind kind)
    {
        var now = clock.GetUtcNow();
        var entry = new FeedEntry { Id = Guid.CreateVersion7(now), Originator = alert.Originator, AlertId = alert.Id, Kind = kind, At = now };
        db.Add(entry);
        return entry;
    }

    private async Task<bool> NarrowedAsync(RouteAlert alert, IReadOnlyList<Grant<RouteAlert>> before, CancellationToken ct)
    {
        if (before.Count == 0) return false;
        var after = await db.Set<Grant<RouteAlert>>().AsNoTracking().Where(g => g.RecordId == alert.Id).ToListAsync(ct);
        return before.Any(b => !after.Any(a => (a.Recipient, a.Function) == (b.Recipient, b.Function) && (a.Until is null || a.Until >= b.Until)));
    }

    // Groups are resolved to their members of this day: a member that joins later could not have seen the alert.
    private IEnumerable<Grant<FeedEntry>> Audience(FeedEntry narrowing, IReadOnlyList<Grant<RouteAlert>> before) =>
        from grant in before
        where grant.Until is null || grant.Until > narrowing.At
        from member in trust.Reached(grant.Recipient, DateOnly.FromDateTime(narrowing.At.UtcDateTime)) ?? []
        group grant by (member.Code, grant.Function) into reached
        select new Grant<FeedEntry>
        {
            RecordId = narrowing.Id,
            Recipient = reached.Key.Code,
            Function = reached.Key.Function,
            Level = ReleaseLevel.Summary,
        };

    private Task<long> TakePositionsAsync(int count, CancellationToken ct) => db.TakeNumbersAsync<FeedHead>(FeedHead.Only, head => head.Last, count, ct);
}
