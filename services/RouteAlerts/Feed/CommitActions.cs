using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.RouteAlerts.Feed;

/// <summary>Runs actions after the commit of a transaction that its owner, such as the inbox, commits elsewhere.</summary>
internal sealed class CommitActions : DbTransactionInterceptor
{
    // By EF's transaction: Npgsql uses the object beneath it again. What is never committed is collected with it.
    private readonly ConditionalWeakTable<IDbContextTransaction, List<Action>> pending = [];

    /// <summary>Runs the action after the commit of the context's transaction.</summary>
    /// <exception cref="InvalidOperationException">The context has no transaction.</exception>
    public void Add(DbContext db, Action action)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("There is no transaction to wait for.");
        pending.GetOrCreateValue(transaction).Add(action);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Run(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Run(eventData.Context);
        return Task.CompletedTask;
    }

    private void Run(DbContext? db)
    {
        if (db?.Database.CurrentTransaction is not { } committed || !pending.TryGetValue(committed, out var actions)) return;
        pending.Remove(committed);
        foreach (var action in actions) action();
    }
}
