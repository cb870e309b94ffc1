using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage;

/// <summary>One transaction for a change and everything that follows from it.</summary>
public static class Transactions
{
    /// <summary>
    /// Runs <paramref name="change"/> in the transaction that is open (an inbox's or an idempotent request's), which its owner commits; else in
    /// a transaction of its own, committed when <paramref name="change"/> returns true and rolled back when it returns false or throws.
    /// </summary>
    public static async Task<bool> TryInTransactionAsync(this DbContext db, Func<Task<bool>> change, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null) return await change();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await change()) return false;
        // The work is done: a caller who hangs up now must not undo it.
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>As <see cref="TryInTransactionAsync"/>, for a change that always commits unless it throws.</summary>
    public static Task InTransactionAsync(this DbContext db, Func<Task> change, CancellationToken ct) => db.TryInTransactionAsync(async () =>
    {
        await change();
        return true;
    }, ct);
}
