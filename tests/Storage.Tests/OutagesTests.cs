using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class OutagesTests
{
    public static TheoryData<Exception> PassingOutages => new(
        new TimeoutException(),
        new SocketException(),
        new DbUpdateException("", new NpgsqlException("", new IOException())),
        new PostgresException("", "", "", PostgresErrorCodes.AdminShutdown),
        new PostgresException("", "", "", PostgresErrorCodes.TooManyConnections),
        new SqliteException("", 5));

    public static TheoryData<Exception> LastingFaults => new(
        new InvalidOperationException(),
        new DbUpdateException("", new PostgresException("", "", "", PostgresErrorCodes.UniqueViolation)),
        new PostgresException("", "", "", PostgresErrorCodes.UndefinedTable),
        new SqliteException("", 19));

    [Theory, MemberData(nameof(PassingOutages))]
    public void What_passes_by_itself_is_an_outage(Exception exception) => Assert.True(Outages.IsOutage(exception));

    [Theory, MemberData(nameof(LastingFaults))]
    public void What_would_fail_again_is_none(Exception exception) => Assert.False(Outages.IsOutage(exception));
}
