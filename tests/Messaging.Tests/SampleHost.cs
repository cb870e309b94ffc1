using Exchange.Storage;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging.Tests;

/// <summary>The two ways in which the exchange runs.</summary>
public enum Way
{
    /// <summary>SQLite, and the transport in memory.</summary>
    Standalone,

    /// <summary>PostgreSQL and RabbitMQ.</summary>
    Network,
}

/// <summary>A database and a broker that outlive hosts, so that a test can start several on them.</summary>
public sealed class Ground : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> owned;
    private readonly string? postgres;
    private readonly string? sqlite;

    private Ground(string? postgres, string? sqlite, string? broker, params IEnumerable<IAsyncDisposable> owned) =>
        (this.postgres, this.sqlite, BrokerAddress, this.owned) = (postgres, sqlite, broker, [.. owned]);

    public string? BrokerAddress { get; }

    public static async Task<Ground> CreateAsync(Way way)
    {
        if (way == Way.Network)
        {
            var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
            var broker = await (await RabbitMqServer.SharedAsync()).CreateVirtualHostAsync();
            return await new Ground(database.ConnectionString, null, broker.ConnectionString, database, broker).CreateTablesAsync();
        }
        var storage = await TestStorage.CreateAsync(Provider.Sqlite, "sample");
        return await new Ground(null, Path.Combine(storage.Folder, "sample.db"), null, storage).CreateTablesAsync();
    }

    /// <summary>With a broker of the test's own, which it may stop.</summary>
    public static async Task<Ground> CreateAsync(RabbitMqServer broker)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        return await new Ground(database.ConnectionString, null, broker.ConnectionString, database).CreateTablesAsync();
    }

    /// <summary>With a database server of the test's own, which it may stop.</summary>
    public static async Task<Ground> CreateAsync(PostgresServer server)
    {
        var broker = await (await RabbitMqServer.SharedAsync()).CreateVirtualHostAsync();
        return await new Ground(server.ConnectionString, null, broker.ConnectionString, broker).CreateTablesAsync();
    }

    /// <summary>The SQLite file as it is on the disk now, which is all that a killed process leaves.</summary>
    public async Task<Ground> SnapshotAsync()
    {
        var snapshot = Path.ChangeExtension(sqlite!, $"{Guid.CreateVersion7():N}.db");
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {snapshot}");
        return new Ground(null, snapshot, null);
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (postgres is not null) options.UseExchangePostgres(postgres, typeof(SampleDb));
        else options.UseExchangeSqlite($"Data Source={sqlite};Pooling=False");
    }

    public SampleDb OpenDb()
    {
        var options = new DbContextOptionsBuilder<SampleDb>();
        Configure(options);
        return new SampleDb(options.Options);
    }

    /// <summary>Looks into the database until something is so.</summary>
    public Task UntilAsync(string what, Func<SampleDb, Task<bool>> condition) => Eventually.HoldsAsync(what, async () =>
    {
        await using var db = OpenDb();
        return await condition(db);
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var part in owned) await part.DisposeAsync();
    }

    private async Task<Ground> CreateTablesAsync()
    {
        await using var db = OpenDb();
        await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
        return this;
    }
}

/// <summary>A host of the sample service.</summary>
public sealed class SampleHost : IAsyncDisposable
{
    private readonly IHost host;

    private SampleHost(IHost host, LogLines log) => (this.host, Log) = (host, log);

    public LogLines Log { get; }

    public IServiceProvider Services => host.Services;

    public Behaviour Behaviour => host.Services.GetRequiredService<Behaviour>();

    public static async Task<SampleHost> StartAsync(Ground ground, Behaviour? behaviour = null, bool consumes = true, TimeProvider? clock = null)
    {
        var log = new LogLines();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Configuration["ConnectionStrings:rabbitmq"] = ground.BrokerAddress;
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(behaviour ?? new Behaviour());
        builder.Services.AddDbContext<SampleDb>((services, options) =>
        {
            ground.Configure(options);
            options.AddInterceptors(services.GetServices<IInterceptor>());
        });
        builder.Services.AddOutbox<SampleDb>("sample");
        builder.AddExchangeBus(bus =>
        {
            if (!consumes) return;
            bus.AddInboxConsumer<NoteParcel, SampleDb>("sample");
            bus.AddInboxConsumer<NoteSeen, SampleDb>("sample");
        });
        var host = builder.Build();
        await host.StartAsync();
        return new SampleHost(host, log);
    }

    /// <summary>Waits until the queues are open, so that a message sent now by another host arrives here too.</summary>
    public Task ReadyAsync() => Eventually.HoldsAsync("the host is ready", async () => await HealthAsync() == HealthStatus.Healthy);

    public async Task<HealthStatus> HealthAsync() =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"))).Status;

    /// <summary>Publishes and, unless told, saves.</summary>
    public async Task PublishAsync(Guid parcel, bool save = true)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>().PublishAsync(new ParcelSent(parcel));
        if (save) await scope.ServiceProvider.GetRequiredService<SampleDb>().SaveChangesAsync();
    }

    /// <summary>A row of the outbox as publishing makes it, not saved.</summary>
    public async Task<OutboxMessage> MakeMessageAsync(Guid parcel)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>().PublishAsync(new ParcelSent(parcel));
        return scope.ServiceProvider.GetRequiredService<SampleDb>().ChangeTracker.Entries<OutboxMessage>().Single().Entity;
    }

    /// <summary>Sends a parked message again, as the operator does.</summary>
    public async Task<bool> ResendAsync(Guid id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ParkedMessages<SampleDb>>().ResendAsync(id, CancellationToken.None);
    }

    /// <summary>Stops in good order: what is being consumed comes to its end, or is given back.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}

/// <summary>What a host has logged.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(lines, categoryName);

    public void Dispose() { }

    private sealed class Logger(System.Collections.Concurrent.ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
