using Exchange.Testing.Servers;

namespace Exchange.Testing;

/// <summary>The two providers that every service runs on.</summary>
public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Where a host under test keeps what it holds: a folder, and on PostgreSQL an empty database. It outlives the host, so
/// that a test can start another on the same data.
/// </summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly TestDatabase? database;

    private TestStorage(string service, TestDatabase? database)
    {
        this.database = database;
        Settings["Exchange:DataDirectory"] = Folder;
        if (database is not null) Settings[$"ConnectionStrings:{service}"] = database.ConnectionString;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("exchange-data-").FullName;

    /// <summary>The configuration that points a host here.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <param name="service">The name under which the service looks for its connection string.</param>
    public static async Task<TestStorage> CreateAsync(Provider provider, string service) =>
        new(service, provider == Provider.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : null);

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
