using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.Messaging;

/// <summary>Wakes the dispatcher of <typeparamref name="TDb"/>; signals that come while it works are one.</summary>
internal sealed class CommitSignal<TDb> where TDb : DbContext
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConditionalWeakTable<DbContext, object> inserted = [];

    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Messages were inserted that the context does not track: raised with the transaction around them, or at once where there is none.</summary>
    public void RaiseAtCommit(TDb db)
    {
        if (db.Database.CurrentTransaction is null) Raise();
        else inserted.AddOrUpdate(db, this);
    }

    /// <summary>Whether messages were inserted since the context's last commit. After a rollback it says so once for nothing, which wakes for nothing.</summary>
    public bool TakeInserted(DbContext db) => inserted.Remove(db);

    public ValueTask<bool> WaitAsync(CancellationToken ct) => raised.Reader.ReadAsync(ct);
}

/// <summary>Raises the signal when messages have been committed: by a save of its own, or with the transaction around it.</summary>
internal sealed class CommitInterceptor<TDb>(CommitSignal<TDb> signal) : DbTransactionInterceptor, ISaveChangesInterceptor
    where TDb : DbContext
{
    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Committed(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    private void Saved(DbContext? context)
    {
        if (context is TDb && context.Database.CurrentTransaction is null) Committed(context);
    }

    private void Committed(DbContext? context)
    {
        if (context is TDb && (signal.TakeInserted(context) || TracksMessages(context.ChangeTracker))) signal.Raise();
    }

    // Nothing but publishing tracks rows of the outbox, so a tracked one is one that this context has written.
    private static bool TracksMessages(ChangeTracker tracker)
    {
        // Nothing has changed since the save; looking for changes costs as much as a small save.
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        var tracks = tracker.Entries<OutboxMessage>().Any();
        tracker.AutoDetectChangesEnabled = detects;
        return tracks;
    }
}
