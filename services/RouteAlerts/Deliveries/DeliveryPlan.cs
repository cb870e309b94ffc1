using Exchange.Access;
using Exchange.Hosting.Data;
using Exchange.Hosting.Trust;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>Which subscriptions an alert's change is delivered to.</summary>
internal sealed class DeliveryPlan(AlertsDb db, TrustDirectory trust, TimeProvider clock)
{
    /// <summary>
    /// Adds a delivery for each active subscription concerned by the entries of one alert, in its transaction. What stands is
    /// told to those whose filter it meets, and to those that were told of it before; a withdrawal to the latter alone.
    /// </summary>
    public async Task AddAsync(RouteAlert alert, IEnumerable<FeedEntry> entries, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Of an alert that has no position yet nobody was told.
        var told = alert.Position == 0 ? [] : (await db.Deliveries.Where(d => d.AlertId == alert.Id && d.State != DeliveryState.Cancelled)
            .Select(d => d.SubscriptionId).Distinct().ToListAsync(ct)).ToHashSet();
        var candidates = await db.Subscriptions.AsNoTracking()
            .Where(s => s.State == SubscriptionState.Active && (s.MinSeverity == null || s.MinSeverity <= alert.Severity || told.Contains(s.Id)))
            .ToListAsync(ct);
        var concerned = candidates.Where(s => trust.IsActive(s.Member) && (told.Contains(s.Id) || s.Filter.Matches(alert)));

        // One look per kind of reader, since all subscriptions of an authority see the same.
        foreach (var readers in concerned.GroupBy(s => (s.Member, Functions: string.Join(' ', s.Functions))))
        {
            var seen = await db.VisibleTo<RouteAlert>(readers.First().PrincipalAt(now, trust), now).ByKey().AnyAsync(v => v.Record.Id == alert.Id, ct);
            db.AddRange(
                from subscription in readers
                from entry in entries
                let type = TypeOf(entry.Kind, seen, told.Contains(subscription.Id))
                where type is not null
                select new Delivery
                {
                    Id = Guid.CreateVersion7(now),
                    SubscriptionId = subscription.Id,
                    EntryId = entry.Id,
                    AlertId = alert.Id,
                    Type = type,
                    CreatedAt = now,
                    // Born leased by this process, which sends it at the commit; if it dies, another does when the lease ends.
                    DueAt = Lease.End(now),
                    Found = new(subscription, Told(entry, alert), now),
                });
        }
    }

    /// <summary>What of an alert goes with an entry of the feed.</summary>
    public static Told Told(FeedEntry entry, RouteAlert alert) => new(entry.At, alert.Reference, entry.Kind == FeedKind.Narrowed ? null : alert.Severity);

    private static string? TypeOf(FeedKind kind, bool seen, bool told) => (kind, seen, told) switch
    {
        (FeedKind.Narrowed, false, true) or (FeedKind.Withdrawn, true, true) => "alert.withdrawn",
        (FeedKind.Issued or FeedKind.Updated, true, false) => "alert.issued",
        (FeedKind.Issued or FeedKind.Updated, true, true) => "alert.updated",
        _ => null,
    };
}
