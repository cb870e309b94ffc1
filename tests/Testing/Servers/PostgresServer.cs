using Npgsql;
using Testcontainers.PostgreSql;

namespace Exchange.Testing.Servers;

/// <summary>A PostgreSQL server. Unless asked for, it is not durable where the tests start it: they are about its answers.</summary>
public sealed class PostgresServer : TestServer
{
    /// <summary>The environment variable with the connection string of a server to use; its user may create databases.</summary>
    public const string Variable = "EXCHANGE_TEST_POSTGRES";

    private static readonly Source From = new("PostgreSQL", Variable, "postgres:17", "postgresql", Program.Find());
    private static readonly string[] Durable = ["-c", "max_connections=400"];
    private static readonly string[] Quick = [.. Durable, "-c", "fsync=off", "-c", "full_page_writes=off"];
    private static readonly Lazy<Task<PostgresServer>> One = Shared(() =>
        From.Configured is { } configured ? StartAsync(new PostgresServer(null, configured)) : StartOwnAsync());

    private PostgresServer(IRunning? running, string connection) : base(running) => ConnectionString = connection;

    public string ConnectionString { get; }

    /// <inheritdoc cref="TestServer.Source.MissingAsync"/>
    internal static Task<string?> MissingPackageAsync() => From.MissingAsync();

    /// <summary>The server that all tests of this run share: make a database of your own in it.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    /// <summary>A server for one test alone, which may stop it.</summary>
    /// <param name="durable">Commits reach the disk, for measurements.</param>
    public static async Task<PostgresServer> StartOwnAsync(bool durable = false)
    {
        var settings = durable ? Durable : Quick;
        var port = Ports.Free();
        var running = await From.ChooseAsync(
            () => new PostgreSqlBuilder(From.Image).WithUsername("postgres").WithPassword("postgres").WithDatabase("postgres")
                .WithPortBinding(port, 5432).WithCommand(settings).Build(),
            bin => new Program(bin, port, settings));
        return await StartAsync(new PostgresServer(running, $"Host=127.0.0.1;Port={port};Username=postgres;Password=postgres;Database=postgres"));
    }

    /// <summary>An empty database, dropped when it is disposed of.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        return new TestDatabase(this, name);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private protected override async Task<bool> AnswersAsync()
    {
        await ExecuteAsync("SELECT 1");
        return true;
    }

    private string Unpooled => new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString;

    private sealed class Program(string bin, int port, string[] settings) : RunningProgram("postgres")
    {
        // PostgreSQL refuses to run as root.
        private static readonly string[] As = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        private string Data => Path.Combine(Folder, "data");

        public static string? Find() => Path.GetDirectoryName(Find("initdb", "/usr/lib/postgresql/*/bin"));

        protected override async IAsyncEnumerable<GuardedProcess> StartProcessesAsync()
        {
            if (!Directory.Exists(Data))
            {
                if (Environment.IsPrivilegedProcess) await GuardedProcess.RunAsync(["chown", "postgres", Folder], Log);
                await GuardedProcess.RunAsync(
                    [.. As, $"{bin}/initdb", "-D", Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], Log);
            }
            yield return GuardedProcess.Start(
                [.. As, $"{bin}/postgres", "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", .. settings],
                Log, signal: "INT");
        }
    }
}

/// <summary>A database of one test class.</summary>
public sealed class TestDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    // Many hosts share the server's connections.
    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Database = name,
        MaxPoolSize = 30,
        IncludeErrorDetail = true,
    }.ConnectionString;

    public async ValueTask DisposeAsync() => await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
}
