using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Exchange.Storage;

/// <summary>Tells an outage, which passes, from a bug, which does not.</summary>
public static class Outages
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>Whether the exception, or one inside it, says that a database or a broker does not answer.</summary>
    public static bool IsOutage(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException postgres) return IsOutage(postgres);
            if (e is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteInputOutput or SqliteFull or SqliteCannotOpen }) return true;
            if (e is SocketException or TimeoutException or DbException { IsTransient: true }) return true;
            // Npgsql: no connection, or a connection broken in the middle.
            if (e is NpgsqlException { InnerException: IOException or null }) return true;
        }
        return false;
    }

    private static bool IsOutage(PostgresException e) =>
        // Class 08: connection; 53: resources; 57P: shutdown, crash, starting up (PostgreSQL, appendix A).
        e.IsTransient || e.SqlState.StartsWith("08", StringComparison.Ordinal) ||
        e.SqlState.StartsWith("53", StringComparison.Ordinal) || e.SqlState.StartsWith("57P", StringComparison.Ordinal);
}
