using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Exchange.Storage;

/// <summary>A unique index is the rule; its violation is an expected outcome, the same on both providers.</summary>
public static class UniqueViolations
{
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    public static bool Is(Exception exception) => exception is DbUpdateException
    {
        InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
            or SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey },
    };

    /// <summary>Whether it is the index of this name (PostgreSQL), or over this column (SQLite, which names columns only).</summary>
    public static bool IsOf(Exception exception, string index, string column) => exception is DbUpdateException
    {
        InnerException: var inner,
    } && inner switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres => postgres.ConstraintName == index,
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } sqlite =>
            sqlite.Message.Contains($".{column}'", StringComparison.Ordinal),
        _ => false,
    };
}
