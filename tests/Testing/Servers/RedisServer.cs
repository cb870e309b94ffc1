using StackExchange.Redis;
using Testcontainers.Redis;

namespace Exchange.Testing.Servers;

/// <summary>A Redis server.</summary>
public sealed class RedisServer : TestServer
{
    /// <summary>The environment variable with the address (StackExchange.Redis) of a server to use.</summary>
    public const string Variable = "EXCHANGE_TEST_REDIS";

    private static readonly Source From = new("Redis", Variable, "redis:8", "redis-server", Program.Find());
    private const int Databases = 1024;
    private static readonly string[] Settings = ["--databases", $"{Databases}", "--save", "", "--appendonly", "no"];
    private static readonly Lazy<Task<RedisServer>> One = Shared(() =>
        From.Configured is { } configured ? StartAsync(new RedisServer(null, configured)) : StartOwnAsync());

    private RedisServer(IRunning? running, string connection) : base(running) => ConnectionString = connection;

    public string ConnectionString { get; }

    /// <inheritdoc cref="TestServer.Source.MissingAsync"/>
    internal static Task<string?> MissingPackageAsync() => From.MissingAsync();

    /// <summary>The server that all tests of this run share: take a database of your own in it.</summary>
    public static Task<RedisServer> SharedAsync() => One.Value;

    /// <summary>A server for one test alone, which may stop it.</summary>
    public static async Task<RedisServer> StartOwnAsync()
    {
        var port = Ports.Free();
        var running = await From.ChooseAsync(
            () => new RedisBuilder(From.Image).WithPortBinding(port, 6379).WithCommand(["redis-server", .. Settings]).Build(),
            path => new Program(path, port));
        return await StartAsync(new RedisServer(running, $"127.0.0.1:{port}"));
    }

    /// <summary>The connection string of a database that no other test of this server has. Channels are shared by all.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        var number = await redis.GetDatabase(0).StringIncrementAsync("exchange:test-databases") % (Databases - 1) + 1;
        return $"{ConnectionString},defaultDatabase={number}";
    }

    /// <summary>Makes a user with rules as <c>ACL SETUSER</c> takes them.</summary>
    public async Task SetUserAsync(string name, string rules)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
        await redis.GetDatabase().ExecuteAsync("ACL", ["SETUSER", name, .. rules.Split(' ')]);
    }

    private protected override async Task<bool> AnswersAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{ConnectionString},connectTimeout=2000,connectRetry=0");
        await redis.GetDatabase().PingAsync();
        return true;
    }

    private sealed class Program(string path, int port) : RunningProgram("redis")
    {
        public static string? Find() => Find("redis-server");

        protected override async IAsyncEnumerable<GuardedProcess> StartProcessesAsync()
        {
            await Task.CompletedTask;
            yield return GuardedProcess.Start([path, "--port", $"{port}", "--bind", "127.0.0.1", "--dir", Folder, .. Settings], Log);
        }
    }
}
