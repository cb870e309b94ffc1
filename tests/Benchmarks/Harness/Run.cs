using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.Benchmarks.Harness;

/// <summary>One run of the benchmarks: how long each measures, and the servers and members that they share.</summary>
internal sealed class Run(bool quick) : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> postgres = new(() => PostgresServer.StartOwnAsync(durable: true));
    private readonly Lazy<Task<RabbitMqServer>> rabbit = new(RabbitMqServer.StartOwnAsync);
    private readonly Lazy<Task<RedisServer>> redis = new(RedisServer.StartOwnAsync);

    /// <summary>How often each contender has its turn.</summary>
    public int Rounds { get; } = quick ? 2 : 5;

    /// <summary>How long a turn takes.</summary>
    public TimeSpan Turn { get; } = TimeSpan.FromSeconds(quick ? 2 : 6);

    /// <summary>How many requests each contender answers before anything is measured: until the runtime has compiled what is hot.</summary>
    public int WarmUp { get; } = quick ? 300 : 30_000;

    /// <summary>A machine that is too slow for the whole warm-up is measured after this.</summary>
    public TimeSpan LongestWarmUp { get; } = TimeSpan.FromSeconds(quick ? 10 : 60);

    /// <summary>A smoke run tells that the benchmarks work; its figures mean little.</summary>
    public bool Quick { get; } = quick;

    public TestNetwork Network { get; } = new();

    /// <summary>A PostgreSQL server whose commits reach the disk, which those of the tests do not.</summary>
    public Task<PostgresServer> Postgres => postgres.Value;

    public Task<RabbitMqServer> Rabbit => rabbit.Value;

    public Task<RedisServer> Redis => redis.Value;

    /// <summary>Which of the servers have been started, for the record.</summary>
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
