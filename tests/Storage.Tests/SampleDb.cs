using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Exchange.Storage.Tests;

/// <summary>A row that a key names.</summary>
public sealed class Parcel
{
    public required Guid Id { get; init; }
    public required string Sender { get; init; }
}

public enum ListingKind { Even = 1, Odd = 2 }

/// <summary>A row of many kinds of columns.</summary>
public sealed class Listing
{
    public required Guid Id { get; init; }
    public required string Text { get; init; }
    public required IReadOnlyList<string> Texts { get; init; }
    public required ListingKind Kind { get; init; }
    public DateTimeOffset? At { get; init; }
    public int? Count { get; init; }
}

/// <summary>A row that counts.</summary>
public sealed class Tally
{
    public required string Id { get; init; }
    public long Last { get; init; }
}

/// <summary>The tables that the tests of storage use.</summary>
public sealed class SampleDb(DbContextOptions<SampleDb> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Parcel>().ToTable("parcels");
        modelBuilder.Entity<Tally>().ToTable("tallies");
        modelBuilder.Entity<Listing>(listing => listing.PrimitiveCollection(l => l.Texts));
    }
}

/// <summary>An empty database on one of the providers, with the sample's tables.</summary>
public sealed class SampleStorage : IAsyncDisposable
{
    private readonly TestStorage? sqlite;
    private readonly TestDatabase? postgres;

    private SampleStorage(TestStorage? sqlite, TestDatabase? postgres) => (this.sqlite, this.postgres) = (sqlite, postgres);

    public static async Task<SampleStorage> CreateAsync(Provider provider)
    {
        var storage = provider == Provider.Postgres
            ? new SampleStorage(null, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync())
            : new SampleStorage(await TestStorage.CreateAsync(Provider.Sqlite, "sample"), null);
        await using var db = storage.Open();
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        return storage;
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (postgres is not null) options.UseExchangePostgres(postgres.ConnectionString, typeof(SampleDb));
        else options.UseExchangeSqlite($"Data Source={Path.Combine(sqlite!.Folder, "sample.db")};Pooling=False");
    }

    public SampleDb Open()
    {
        var options = new DbContextOptionsBuilder<SampleDb>();
        Configure(options);
        return new SampleDb(options.Options);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null) await postgres.DisposeAsync();
        if (sqlite is not null) await sqlite.DisposeAsync();
    }
}
