using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Storage;

/// <summary>
/// Locks that end with the caller's transaction. SQLite needs none of them: a transaction that writes has its file to itself, and the file
/// belongs to one process.
/// </summary>
public static class RowLocks
{
    private const string Wait = "lock rows";
    private const string Skip = "lock rows that nobody holds";

    /// <summary>Locks the rows that the query finds, and waits for whoever holds one (<c>FOR UPDATE</c>). For queries over one table.</summary>
    public static IQueryable<T> ForUpdate<T>(this IQueryable<T> query) => query.TagWith(Wait);

    /// <summary>Locks the rows that the query finds, and leaves out those that another transaction holds (<c>SKIP LOCKED</c>).</summary>
    public static IQueryable<T> ForUpdateSkipLocked<T>(this IQueryable<T> query) => query.TagWith(Skip);

    /// <summary>Begins the transaction that holds what <see cref="ForUpdateSkipLocked"/> finds; null on SQLite, where it would keep every other writer out.</summary>
    public static async Task<IDbContextTransaction?> BeginHoldingRowsAsync(this DbContext db, CancellationToken ct) =>
        db.Database.IsNpgsql() ? await db.Database.BeginTransactionAsync(ct) : null;

    /// <summary>Waits until no other transaction holds the turn of this name; they run one after the other.</summary>
    public static async Task TakeTurnAsync(this DbContext db, string name, CancellationToken ct)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
    }

    /// <summary>Appends the clause of a tagged query, on PostgreSQL.</summary>
    internal sealed class Clauses : DbCommandInterceptor
    {
        public static readonly Clauses Instance = new();

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Append(command);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Append(command);
            return ValueTask.FromResult(result);
        }

        private static void Append(DbCommand command)
        {
            if (!command.CommandText.StartsWith("-- lock rows", StringComparison.Ordinal)) return;
            command.CommandText += command.CommandText.StartsWith($"-- {Skip}", StringComparison.Ordinal) ? "\nFOR UPDATE SKIP LOCKED" : "\nFOR UPDATE";
        }
    }
}
