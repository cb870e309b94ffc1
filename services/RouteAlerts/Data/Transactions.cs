using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Data;

/// <summary>Runs a change in one transaction.</summary>
internal static class Transactions
{
    /// <summary>
    /// Runs <paramref name="change"/> in the open transaction (of the inbox or an idempotent request), which its owner commits; or,
    /// if there is none, in a new one.
    /// </summary>
    public static async Task InTransactionAsync(this DbContext db, Func<Task> change, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await change();
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await change();
        await transaction.CommitAsync(CancellationToken.None);
    }
}
