using Exchange.RouteAlerts.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Leases deliveries that are due, so that only one of several replicas sends each.</summary>
internal static class DueDeliveries
{
    /// <summary>Deliveries of one subscription in a batch, so that a long queue of one does not fill it.</summary>
    private const int PerSubscription = 4;

    /// <summary>Leases up to <paramref name="most"/> due deliveries of active subscriptions that are not <paramref name="busy"/>.</summary>
    public static async Task<List<DeliveryLease>> LeaseDueAsync(this AlertsDb db, Guid[] busy, int most, DateTimeOffset now, CancellationToken ct)
    {
        // This query locks nothing; most of the time nothing is due.
        if (!await db.Deliveries.AnyAsync(d => d.State == WebhookDeliveryState.Pending && d.DueAt <= now, ct)) return [];

        var until = DeliveryLease.End(now);
        var (skipLocked, none) = (db.Database.IsNpgsql() ? "FOR UPDATE SKIP LOCKED" : "", busy.Length == 0 ? Guid.Empty.ToString() : "");
        var excluded = string.Join(", ", busy.Select((_, i) => $"{{{i + 3}}}").DefaultIfEmpty($"'{none}'"));
        // The text holds constants and placeholders only.
#pragma warning disable EF1002
        var leased = await db.Deliveries.FromSqlRaw(
            $$"""
            UPDATE deliveries SET "DueAt" = {0} WHERE "Id" IN (
                SELECT "Id" FROM deliveries WHERE "State" = 1 AND "DueAt" <= {1} AND "Id" IN (
                    SELECT "Id" FROM (
                        SELECT d."Id", row_number() OVER (PARTITION BY d."SubscriptionId" ORDER BY d."DueAt", d."Id") AS n
                        FROM deliveries d JOIN subscriptions s ON s."Id" = d."SubscriptionId"
                        WHERE d."State" = 1 AND d."DueAt" <= {1} AND s."State" = 1 AND d."SubscriptionId" NOT IN ({{excluded}})) due
                    WHERE n <= {{PerSubscription}})
                ORDER BY "DueAt" LIMIT {2} {{skipLocked}})
            RETURNING *
            """,
            [Stored(db, until), Stored(db, now), most, .. busy]).AsNoTracking().ToListAsync(ct);
#pragma warning restore EF1002
        return [.. leased.Select(DeliveryLease.Of)];
    }

    private static object Stored(AlertsDb db, DateTimeOffset time) => db.Database.IsSqlite() ? time.UtcTicks : time;
}
