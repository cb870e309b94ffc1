using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Messaging;

/// <summary>The statements of messaging that Entity Framework cannot say, and all in which the two providers differ.</summary>
internal static class ProviderSql
{
    /// <summary>
    /// Begins what holds claimed rows until its end. SQLite, which has no row locks, needs none: its file belongs to one process.
    /// </summary>
    public static async Task<IDbContextTransaction?> BeginClaimAsync(this DbContext db, CancellationToken ct) =>
        db.Database.IsNpgsql() ? await db.Database.BeginTransactionAsync(ct) : null;

    /// <summary>The oldest messages that no other replica holds.</summary>
    public static Task<List<OutboxMessage>> ClaimOldestAsync(this DbContext db, int count, CancellationToken ct)
    {
        var messages = db.Set<OutboxMessage>();
        var sql = "SELECT * FROM " + Table<OutboxMessage>(db) + """ ORDER BY "Sequence" LIMIT {0} FOR UPDATE SKIP LOCKED""";
        var oldest = db.Database.IsNpgsql()
            ? messages.FromSqlRaw(sql, count)
            : messages.OrderBy(m => m.Sequence).Take(count);
        return oldest.AsNoTracking().ToListAsync(ct);
    }

    /// <summary>
    /// Removes what was sent. On PostgreSQL the commit does not wait for the disk: if a crash undoes it, the messages are
    /// sent again, and the inbox drops them.
    /// </summary>
    public static Task<int> RemoveSentAsync(this DbContext db, List<long> sequences, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql()) return db.Set<OutboxMessage>().Where(m => sequences.Contains(m.Sequence)).ExecuteDeleteAsync(ct);
        var sql = "SET LOCAL synchronous_commit TO OFF; DELETE FROM " + Table<OutboxMessage>(db) + """ WHERE "Sequence" = ANY({0})""";
        return db.Database.ExecuteSqlRawAsync(sql, [sequences], ct);
    }

    /// <summary>
    /// Claims a message for a consumer, in the caller's transaction; false if it was claimed before. Of several that claim at once, all but one
    /// wait for the end of that one's transaction.
    /// </summary>
    public static Task<bool> ClaimAsync(this DbContext db, Guid messageId, string consumer, DateTimeOffset now, CancellationToken ct) =>
        db.TryInsertAsync(new InboxEntry { MessageId = messageId, Consumer = consumer, ClaimedAt = now.UtcDateTime }, ct);

    private static string Table<T>(DbContext db)
    {
        var table = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{db.GetType()} does not map the tables of messaging.");
        return table.GetSchema() is { } schema ? $"\"{schema}\".\"{table.GetTableName()}\"" : $"\"{table.GetTableName()}\"";
    }
}
