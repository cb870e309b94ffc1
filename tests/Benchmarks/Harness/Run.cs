using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.Benchmarks.Harness;

/// <summary>One run of the benchmarks: its durations, and the servers and members that all benchmarks share.</summary>
internal sealed class Run(bool quick) : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> postgres = new(() => PostgresServer.StartOwnAsync(durable: true));
    private readonly Lazy<Task<RabbitMqServer>> rabbit = new(RabbitMqServer.StartOwnAsync);
    private readonly Lazy<Task<RedisServer>> redis = new(RedisServer.StartOwnAsync);

    /// <summary>The number of turns of each contender.</summary>
    public int Rounds { get; } = quick ? 2 : 5;

    /// <summary>The duration of a turn.</summary>
    public TimeSpan Turn { get; } = TimeSpan.FromSeconds(quick ? 2 : 6);

    /// <summary>The number of warm-up requests of each contender, until the runtime has optimized the hot paths.</summary>
    public int WarmUp { get; } = quick ? 300 : 30_000;

    /// <summary>The longest warm-up, for slow machines.</summary>
    public TimeSpan LongestWarmUp { get; } = TimeSpan.FromSeconds(quick ? 10 : 60);

    /// <summary>A smoke run checks that the benchmarks work; its figures are not reliable.</summary>
    public bool Quick { get; } = quick;

    public TestNetwork Network { get; } = new();

    /// <summary>A PostgreSQL server that commits to disk; the servers of the tests do not.</summary>
    public Task<PostgresServer> Postgres => postgres.Value;

    public Task<RabbitMqServer> Rabbit => rabbit.Value;

    public Task<RedisServer> Redis => redis.Value;

    /// <summary>The servers that were started, for the record.</summary>
    public async Task<IReadOnlyList<string>> OriginsAsync()
    {
        var origins = new List<string>();
        if (postgres.IsValueCreated) origins.Add($"PostgreSQL ({(await Postgres).Origin}, fsync on)");
        if (rabbit.IsValueCreated) origins.Add($"RabbitMQ ({(await Rabbit).Origin})");
        if (redis.IsValueCreated) origins.Add($"Redis ({(await Redis).Origin})");
        return origins;
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres.IsValueCreated) await (await Postgres).DisposeAsync();
        if (rabbit.IsValueCreated) await (await Rabbit).DisposeAsync();
        if (redis.IsValueCreated) await (await Redis).DisposeAsync();
        Network.Dispose();
    }
}
