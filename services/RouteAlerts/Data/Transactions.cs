using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Data;

/// <summary>One transaction for a change and all that follows from it.</summary>
internal static class Transactions
{
    /// <summary>
    /// Runs <paramref name="change"/> in the transaction that is open (an inbox's, an idempotent request's), whose owner
    /// commits it; or else in one of its own.
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
