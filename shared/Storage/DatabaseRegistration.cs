using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Storage;

/// <summary>Where a service's database is, and how it is opened. The provider is chosen here and nowhere else.</summary>
public static class DatabaseRegistration
{
    /// <summary>
    /// Registers <typeparamref name="TDb"/>: PostgreSQL when <c>ConnectionStrings:{name}</c> is set, else the SQLite file
    /// <c>{Exchange:DataDirectory}/{file ?? name}.db</c>. Migrations run before the host serves.
    /// </summary>
    public static IHostApplicationBuilder AddDatabase<TDb, TPostgres, TSqlite>(
        this IHostApplicationBuilder builder, string name, string? file = null)
        where TDb : DbContext
        where TPostgres : TDb
        where TSqlite : TDb
    {
        if (builder.Configuration.GetConnectionString(name) is { Length: > 0 } postgres)
        {
            builder.Services.AddDbContextPool<TPostgres>((services, options) =>
                options.UseExchangePostgres(postgres, typeof(TDb)).AddInterceptors(services.GetServices<IInterceptor>()));
            builder.Services.AddScoped<TDb>(services => services.GetRequiredService<TPostgres>());
        }
        else
        {
            var path = Path.Combine(DataDirectory(builder.Configuration), $"{file ?? name}.db");
            builder.Services.AddDbContextPool<TSqlite>((services, options) =>
                options.UseExchangeSqlite($"Data Source={path}").AddInterceptors(services.GetServices<IInterceptor>()));
            builder.Services.AddScoped<TDb>(services => services.GetRequiredService<TSqlite>());
        }
        builder.Services.AddSingleton<IDatabaseMigration, DatabaseMigration<TDb>>();
        builder.Services.AddHostedService<DatabaseMigrator>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth<TDb>>($"database-{typeof(TDb).Name}", tags: ["ready"]);
        return builder;
    }

    /// <summary>The folder of SQLite files and local keys; made, for the owner alone, if it is not there.</summary>
    public static string DataDirectory(IConfiguration configuration)
    {
        var configured = configuration["Exchange:DataDirectory"];
        var folder = Path.GetFullPath(!string.IsNullOrEmpty(configured) ? configured : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "exchange"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Also for design-time factories, so that migrations are made with what runs.</summary>
    public static DbContextOptionsBuilder UseExchangePostgres(this DbContextOptionsBuilder options, string connection, Type db) =>
        options.UseNpgsql(Prepared(connection), npgsql => npgsql.MigrationsHistoryTable($"__migrations_{db.Name.ToLowerInvariant()}"))
            .AddInterceptors(KeyedLookups.OnePlan.Instance, RowLocks.Clauses.Instance, UnwaitedCommits.Setting.Instance);

    // Statements that recur are planned once a connection: joined with its grants, a look-up among 1,000,000 marks took longer
    // to plan than to run (2.2 ms and 0.25 ms). Set by the operator to 0, for a pooler that shares connections, it stays so.
    // A connection is not reset on its return to the pool, which costs a round of statements each time: no code sets anything for
    // longer than a transaction.
    private static string Prepared(string connection) =>
        connection.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase) ? connection : $"{connection.TrimEnd(';')};Max Auto Prepare=100;Auto Prepare Min Usages=2;No Reset On Close=true";

    /// <summary>Also for design-time factories, so that migrations are made with what runs.</summary>
    public static DbContextOptionsBuilder UseExchangeSqlite(this DbContextOptionsBuilder options, string connection) =>
        options.UseSqlite(connection).AddInterceptors(SqlitePragmas.Instance);
}

/// <summary>Brings the databases of a host to their newest schema before it serves, all at once: on the way their models are made, which takes longest.</summary>
internal sealed class DatabaseMigrator(IEnumerable<IDatabaseMigration> migrations) : IHostedLifecycleService
{
    // Starting, not Start: before any other hosted service of the host reads a database.
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(migrations.Select(migration => Task.Run(() => migration.RunAsync(cancellationToken), cancellationToken)));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The migration of one database.</summary>
internal interface IDatabaseMigration
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>Brings one database to its newest schema; replicas take turns by a lock.</summary>
internal sealed partial class DatabaseMigration<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DatabaseMigration<TDb>> log)
    : IDatabaseMigration where TDb : DbContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task RunAsync(CancellationToken ct)
    {
        var giveUp = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await MigrateAsync(scope.ServiceProvider.GetRequiredService<TDb>().Database, ct);
                return;
            }
            catch (Exception e) when (Outages.IsOutage(e) && clock.GetUtcNow() < giveUp)
            {
                LogWaiting(log, typeof(TDb).Name);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }

    // The provider's own lock on PostgreSQL ends with each migration's transaction: of two replicas that start on an empty database, the
    // second would go on from the list that it read before. SQLite's file belongs to one process.
    private static async Task MigrateAsync(DatabaseFacade database, CancellationToken ct)
    {
        if (!database.IsNpgsql())
        {
            await database.MigrateAsync(ct);
            return;
        }
        var key = typeof(TDb).Name;
        await database.OpenConnectionAsync(ct);
        try
        {
            await database.ExecuteSqlAsync($"SELECT pg_advisory_lock(hashtext({key}))", ct);
            try
            {
                await database.MigrateAsync(ct);
            }
            finally
            {
                await database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtext({key}))", CancellationToken.None);
            }
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database of {Db}")]
    private static partial void LogWaiting(ILogger log, string db);
}

/// <summary>Ready only when the database really answers.</summary>
internal sealed class DatabaseHealth<TDb>(TDb db) : IHealthCheck where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The database does not answer.");
}
