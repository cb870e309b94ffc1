using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Exchange.Storage;

/// <summary>How both providers store time: as UTC, to the microsecond.</summary>
public static class StoredTime
{
    /// <summary>
    /// The time, to the microsecond. PostgreSQL rounds what is finer, so a record would have another entity tag before it is stored than after.
    /// </summary>
    public static DateTimeOffset AsStored(this DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Now, as <see cref="AsStored"/>.</summary>
    public static DateTimeOffset StoredNow(this TimeProvider clock) => clock.GetUtcNow().AsStored();

    /// <summary>Maps every <see cref="DateTimeOffset"/> of a model for the provider of <paramref name="database"/>.</summary>
    public static void ConfigureStoredTime(this ModelConfigurationBuilder conventions, DatabaseFacade database)
    {
        // SQLite compares a DateTimeOffset as text, which does not order; ticks of UTC do.
        if (database.IsSqlite()) conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        else conventions.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    // Npgsql takes only offset zero for timestamptz.
    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}
