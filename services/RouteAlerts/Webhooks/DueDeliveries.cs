using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Leases deliveries that are due, so that only one of several replicas sends each.</summary>
internal static class DueDeliveries
{
    /// <summary>Deliveries of one subscription in a batch, so that a long queue of one does not fill it.</summary>
    private const int PerSubscription = 4;

    /// <summary>Leases up to <paramref name="most"/> due deliveries of active subscriptions that are not <paramref name="busy"/>.</summary>
    public static async Task<IReadOnlyList<DeliveryLease>> LeaseDueAsync(this AlertsDb db, Guid[] busy, int most, DateTimeOffset now, CancellationToken ct)
    {
        var due = db.Deliveries.Where(d => d.State == WebhookDeliveryState.Pending && d.DueAt <= now);
        // This query locks nothing; most of the time nothing is due.
        if (!await due.AnyAsync(ct)) return [];

        var candidates = await db.Subscriptions.Where(s => s.State == SubscriptionState.Active && !busy.Contains(s.Id))
            .SelectMany(s => due.Where(d => d.SubscriptionId == s.Id).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(PerSubscription))
            .OrderBy(d => d.DueAt).Take(most).Select(d => d.Id).ToListAsync(ct);
        var until = DeliveryLease.End(now);
        List<DeliveryLease> leased = [];
        await db.InTransactionAsync(async () =>
        {
            // Another replica may have leased some of the candidates since, or be about to.
            var free = await due.Where(d => candidates.Contains(d.Id)).ForUpdateSkipLocked().AsNoTracking().Select(d => new { d.Id, d.SubscriptionId }).ToListAsync(ct);
            var ids = free.Select(d => d.Id).ToList();
            await db.Deliveries.Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, until), ct);
            leased.AddRange(free.Select(d => new DeliveryLease(d.Id, d.SubscriptionId, until)));
        }, ct);
        return leased;
    }
}
