using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Messaging;

/// <summary>How a relay takes messages from the outbox and removes them.</summary>
internal static class OutboxRows
{
    /// <summary>The oldest messages that no other replica holds, in the order in which they were published.</summary>
    public static Task<List<OutboxMessage>> ClaimOldestAsync(this DbContext db, int count, CancellationToken ct) =>
        db.Set<OutboxMessage>().OrderBy(m => m.Sequence).Take(count).ForUpdateSkipLocked().AsNoTracking().ToListAsync(ct);

    /// <summary>Removes what was sent. If a crash undoes that, the messages are sent again, and inboxes drop them.</summary>
    public static Task<int> RemoveSentAsync(this DbContext db, List<long> sequences, CancellationToken ct) =>
        db.Set<OutboxMessage>().Where(m => sequences.Contains(m.Sequence)).CommitUnwaited().ExecuteDeleteAsync(ct);
}
