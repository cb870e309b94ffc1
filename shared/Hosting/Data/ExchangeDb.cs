using Exchange.Hosting.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Exchange.Hosting.Data;

/// <summary>
/// The base of every service's database: what all of them hold (outbox, inbox, parked messages, idempotency keys), and
/// how the two providers store time.
/// </summary>
public abstract class ExchangeDb(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite compares a DateTimeOffset as text, which does not order; ticks of UTC do.
        if (Database.IsSqlite()) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        else configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Messaging.MessagingModel.AddMessaging(modelBuilder);
        modelBuilder.AddIdempotency();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    // Npgsql takes only offset zero for timestamptz.
    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}
