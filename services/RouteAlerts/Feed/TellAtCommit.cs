using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.RouteAlerts;

/// <summary>At the commit of an alert, and not before it: wakes the streams, and hands its deliveries to this process's worker.</summary>
internal sealed class TellAtCommit(FeedSignal signal, DeliveryLanes lanes) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData);
        return Task.CompletedTask;
    }

    private void Tell(TransactionEndEventData eventData)
    {
        if (eventData.Context is not AlertsDb db) return;
        var entries = db.ChangeTracker.Entries<FeedEntry>().ToList();
        if (entries.Count == 0) return;
        var deliveries = db.ChangeTracker.Entries<Delivery>().ToList();
        lanes.Add(deliveries.Select(d => Lease.Of(d.Entity)));
        signal.Committed();
        // Told once, whatever else the context commits.
        foreach (var told in deliveries) told.State = EntityState.Detached;
        foreach (var told in entries) told.State = EntityState.Detached;
    }
}
