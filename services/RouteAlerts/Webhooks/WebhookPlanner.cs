using Exchange.Access;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Plans a delivery of new feed entries to each subscription concerned, and queues it at the commit.</summary>
internal sealed class WebhookPlanner(AlertsDb db, DeliveryQueues queues, TrustDirectory trust, TimeProvider clock) : IFeedListener
{
    /// <summary>
    /// Adds the deliveries. An alert that holds goes to the subscriptions whose filter it meets and to those that received it before;
    /// a withdrawal goes to the latter alone.
    /// </summary>
    public async Task<Action> AddedAsync(RouteAlert alert, IReadOnlyList<FeedEntry> entries, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Nobody has received an alert that has no position yet.
        var receivers = alert.Position == 0 ? [] : (await db.Deliveries.Where(d => d.AlertId == alert.Id && d.State != WebhookDeliveryState.Cancelled)
            .Select(d => d.SubscriptionId).Distinct().ToListAsync(ct)).ToHashSet();
        var candidates = await db.Subscriptions.AsNoTracking()
            .Where(s => s.State == SubscriptionState.Active && (s.MinSeverity == null || s.MinSeverity <= alert.Severity || receivers.Contains(s.Id)))
            .ToListAsync(ct);
        var concerned = candidates.Where(s => trust.IsActive(s.Member) && (receivers.Contains(s.Id) || s.Filter.Matches(alert)));

        var leases = new List<DeliveryLease>();
        // One query per kind of reader: all subscriptions of an authority see the same.
        foreach (var readers in concerned.GroupBy(s => (s.Member, Functions: string.Join(' ', s.Functions))))
        {
            var visible = await db.VisibleTo<RouteAlert>(readers.First().PrincipalAt(now, trust), now).ByKey().AnyAsync(v => v.Record.Id == alert.Id, ct);
            foreach (var subscription in readers)
            {
                foreach (var entry in entries)
                {
                    if (TypeOf(entry.Kind, visible, receivers.Contains(subscription.Id)) is not { } type) continue;
                    var delivery = new WebhookDelivery
                    {
                        Id = Guid.CreateVersion7(now),
                        SubscriptionId = subscription.Id,
                        EntryId = entry.Id,
                        AlertId = alert.Id,
                        Type = type,
                        CreatedAt = now,
                        // Leased from the start by this process, which sends it after the commit; if it dies, another does when the lease ends.
                        DueAt = DeliveryLease.End(now),
                    };
                    db.Add(delivery);
                    leases.Add(DeliveryLease.Of(delivery));
                }
            }
        }
        return () => queues.Add(leases);
    }

    private static string? TypeOf(FeedKind kind, bool visible, bool received) => (kind, visible, received) switch
    {
        (FeedKind.Narrowed, false, true) or (FeedKind.Withdrawn, true, true) => "alert.withdrawn",
        (FeedKind.Issued or FeedKind.Updated, true, false) => "alert.issued",
        (FeedKind.Issued or FeedKind.Updated, true, true) => "alert.updated",
        _ => null,
    };
}
