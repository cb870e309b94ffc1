using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Architecture.Tests.Samples;

// What the rules have to find, and beside it what they have to let pass.

internal sealed class SampleRecord : IReleasable
{
    public Guid Id { get; init; }
    public required string Originator { get; init; }
}

internal sealed class SampleOwnRecord : IOwned
{
    public Guid Id { get; init; }
    public required string Originator { get; init; }
}

internal sealed class SampleDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<SampleRecord> Records => Set<SampleRecord>();
    public DbSet<SampleOwnRecord> OwnRecords => Set<SampleOwnRecord>();
}

internal static class ReadsPastTheDoor
{
    public static async Task<int> CountAsync(SampleDb db) => await db.Records.CountAsync();
}

internal static class ReadsPastTheDoorInAClosure
{
    public static IQueryable<Guid> Of(SampleDb db, IEnumerable<Guid> ids) =>
        ids.AsQueryable().Where(id => db.Set<SampleRecord>().Any(r => r.Id == id));
}

internal static class ReadsOwnRecordsPastTheDoor
{
    public static Task<int> CountAsync(SampleDb db) => db.OwnRecords.CountAsync();
}

internal static class ReadsThroughTheDoor
{
    public static Task<int> CountOwnAsync(SampleDb db, Principal caller) => db.OwnedBy<SampleOwnRecord>(caller).CountAsync();

    public static Task<int> CountAsync(SampleDb db, Principal caller, DateTimeOffset now) => db.VisibleTo<SampleRecord>(caller, now).CountAsync();
}

internal static class OnlyWrites
{
    public static async Task AddAsync(SampleDb db, SampleRecord record)
    {
        db.Records.Add(record);
        await db.Set<SampleRecord>().AddAsync(record);
        await db.SaveChangesAsync();
    }
}

[Leveled]
internal sealed record SampleView([property: VisibleFrom(ReleaseLevel.Summary)] string Shown, string Forgotten);

internal sealed record UnleveledView([property: VisibleFrom(ReleaseLevel.Full)] string Narrative);

[Leveled]
internal sealed record SoundView([property: VisibleFrom(ReleaseLevel.Summary)] string Shown);

/// <summary>Writes a view as JSON by the ordinary way.</summary>
internal static class WritesPastTheRoom
{
    public static byte[] Write(SampleView view) => JsonSerializer.SerializeToUtf8Bytes(view);
}

/// <summary>Cuts a view to a level by itself, so that nobody learns of it.</summary>
internal static class WritesALevelByItself
{
    public static byte[] Write(SampleView view) => LevelJson.Serialize(view, ReleaseLevel.Summary);
}
