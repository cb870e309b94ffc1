using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Exchange.Storage.Tests;

/// <summary>One plan serves every look-up by key, and no statement after it.</summary>
public sealed class KeyedLookupsTests : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> opened = [];

    private DbContext Db => opened.OfType<LookupsDb>().Single();

    public async Task InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        opened.Add(database);
        opened.Insert(0, new LookupsDb(new DbContextOptionsBuilder().UseExchangePostgres(database.ConnectionString, typeof(LookupsDb)).Options));
        await Db.Database.OpenConnectionAsync(); // one connection, whose settings are looked at
    }

    public async Task DisposeAsync()
    {
        foreach (var part in opened) await part.DisposeAsync();
    }

    [Fact]
    public async Task A_look_up_keeps_its_plan()
    {
        Assert.Equal("force_generic_plan", await Setting().ByKey().SingleAsync());
        Assert.Equal("force_generic_plan", Setting().ByKey().AsEnumerable().Single());
    }

    [Fact]
    public async Task Whatever_comes_after_it_is_planned_as_ever()
    {
        await Setting().ByKey().SingleAsync();
        Assert.Equal("auto", await Setting().SingleAsync());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task So_it_is_after_one_that_failed(bool inTransaction)
    {
        await using (var transaction = inTransaction ? await Db.Database.BeginTransactionAsync() : null)
            await Assert.ThrowsAsync<PostgresException>(() => Db.Database.SqlQueryRaw<int>("""SELECT 1 / 0 AS "Value" """).ByKey().ToListAsync());
        Assert.Equal("auto", await Setting().SingleAsync());
    }

    private IQueryable<string> Setting() => Db.Database.SqlQueryRaw<string>("""SELECT current_setting('plan_cache_mode') AS "Value" """);

    private sealed class LookupsDb(DbContextOptions options) : DbContext(options);
}
