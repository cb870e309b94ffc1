using Exchange.Hosting.Http;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Hosting.Data;

/// <summary>The base of every service's database: outbox, inbox, parked messages and idempotency keys, beside the service's own tables.</summary>
public abstract class ExchangeDb(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.ConfigureStoredTime(Database);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.AddIdempotency();
    }
}

/// <summary>Registers a service's database.</summary>
public static class ExchangeDatabase
{
    /// <inheritdoc cref="DatabaseRegistration.AddDatabase"/>
    public static IHostApplicationBuilder AddExchangeDatabase<TDb, TPostgres, TSqlite>(this IHostApplicationBuilder builder, string name, string? file = null)
        where TDb : ExchangeDb
        where TPostgres : TDb
        where TSqlite : TDb
    {
        builder.AddDatabase<TDb, TPostgres, TSqlite>(name, file);
        builder.Services.AddHostedService<IdempotencyPruner<TDb>>();
        return builder;
    }
}
