using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>Takes leases on deliveries that are due, so that of several replicas one sends each.</summary>
internal static class DeliveryClaims
{
    /// <summary>Of one subscription at once, so that a long queue for one does not fill the batch.</summary>
    private const int PerSubscription = 4;

    public static async Task<List<Lease>> ClaimAsync(this AlertsDb db, Guid[] busy, int most, DateTimeOffset now, CancellationToken ct)
    {
        // A look that locks nothing, since most of the time nothing is due.
        if (!await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Pending && d.DueAt <= now, ct)) return [];

        var until = Lease.End(now);
        var (skipLocked, none) = (db.Database.IsNpgsql() ? "FOR UPDATE SKIP LOCKED" : "", busy.Length == 0 ? Guid.Empty.ToString() : "");
        var excluded = string.Join(", ", busy.Select((_, i) => $"{{{i + 3}}}").DefaultIfEmpty($"'{none}'"));
        // Composed of constants and placeholders alone.
#pragma warning disable EF1002
        var claimed = await db.Deliveries.FromSqlRaw(
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
        return [.. claimed.Select(Lease.Of)];
    }

    private static object Stored(AlertsDb db, DateTimeOffset time) => db.Database.IsSqlite() ? time.UtcTicks : time;
}
