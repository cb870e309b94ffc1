using CsCheck;
using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Storage;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace Exchange.Access.Tests;

/// <summary>What the database lets a principal see is what the releases say, on both providers.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Members = ["KEN", "UGA", "TZA", "CZE"];
    private static readonly string[] Recipients = [.. Members, "EAC/*", "ECOWAS/*", "*"];
    private readonly string file = Path.Combine(Path.GetTempPath(), $"visibility-{Guid.CreateVersion7(Now):N}.db");
    private readonly List<RecordsDb> providers = [];
    private TestDatabase? database;

    private sealed class Record : IReleasable
    {
        public Guid Id { get; init; }
        public required string Originator { get; init; }
    }

    private sealed class OwnRecord : IOwned
    {
        public Guid Id { get; init; }
        public required string Originator { get; init; }
    }

    private sealed class Entry : IReleasedTogether
    {
        public Guid Id { get; init; }
        public required string Originator { get; init; }
        public required Guid ReleasedWith { get; init; }
    }

    private sealed class RecordsDb(DbContextOptions options) : ExchangeDb(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Record>().ToTable("records");
            modelBuilder.AddGrants<Record>("record_grants");
            modelBuilder.Entity<OwnRecord>().ToTable("own_records");
            modelBuilder.Entity<Entry>().ToTable("entries");
            modelBuilder.AddGrants<Entry>("entry_grants");
        }
    }

    public async Task InitializeAsync()
    {
        database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        providers.Add(new(new DbContextOptionsBuilder().UseExchangeSqlite($"Data Source={file}").Options));
        providers.Add(new(new DbContextOptionsBuilder().UseExchangePostgres(database.ConnectionString, typeof(RecordsDb)).Options));
        foreach (var db in providers) await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var db in providers) await db.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        File.Delete(file);
    }

    private static readonly Dictionary<ReleaseLevel, Func<RecordsDb, Principal, DateTimeOffset, Guid, IAsyncEnumerable<ReleaseLevel?>>> Compiled =
        Enum.GetValues<ReleaseLevel>().ToDictionary(level => level, level => Visibility.Compile(
            (RecordsDb db, IQueryable<Visible<Record>> visible, Guid id) => visible.Where(v => v.Record.Id == id).Select(v => (ReleaseLevel?)v.Level), level));

    private static readonly Gen<Release> AnyRelease =
        from to in Gen.OneOf<string>(Recipients).Array[1, 3]
        from functions in Gen.OneOf<string>([.. Functions.All]).Array[0, 2]
        from level in Gen.Enum<ReleaseLevel>()
        from minutes in Gen.Int[-2, 2]
        from ends in Gen.Bool
        select new Release { To = to, Functions = functions, Level = level, Until = ends ? Now.AddMinutes(minutes) : null };

    private static readonly Gen<Principal> AnyPrincipal =
        from member in Gen.OneOf<string>(Members)
        from functions in Gen.OneOf<string>([.. Functions.All]).Array[0, 2]
        select new Principal
        {
            Member = member,
            Subject = $"{member}/test",
            Functions = functions,
            Addresses = member == "CZE" ? [member, "*"] : [member, "EAC/*", "*"],
        };

    /// <summary>The rule, said once more and without a database.</summary>
    private static ReleaseLevel? Allowed(Principal principal, string originator, IEnumerable<Release> releases) =>
        principal.Member == originator
            ? ReleaseLevel.Full
            : releases
                .Where(r => r.To.Intersect(principal.Addresses).Any())
                .Where(r => r.Functions.Count == 0 || r.Functions.Intersect(principal.Functions).Any())
                .Where(r => r.Until is null || r.Until > Now)
                .Select(r => (ReleaseLevel?)r.Level).Max();

    [Fact]
    public async Task The_database_shows_what_the_releases_say_and_nothing_else()
    {
        await Gen.Select(Gen.OneOf<string>(Members), AnyRelease.Array[0, 4], AnyRelease.Array[0, 4], AnyPrincipal, Gen.Enum<ReleaseLevel>())
            .SampleAsync(async (originator, first, then, principal, atLeast) =>
            {
                foreach (var db in providers)
                {
                    var record = new Record { Id = Guid.CreateVersion7(Now), Originator = originator };
                    db.Add(record);
                    db.AddRange(Grants.Of<Record>(record.Id, originator, first));
                    await db.SaveChangesAsync();
                    Assert.Equal(Expected(first), await SeenAsync(db));

                    await db.SetGrantsAsync<Record>(record.Id, originator, then, CancellationToken.None);
                    await db.SaveChangesAsync();
                    Assert.Equal(Expected(then), await SeenAsync(db));
                    db.ChangeTracker.Clear();

                    ReleaseLevel? Expected(Release[] releases) => Allowed(principal, originator, releases) is { } level && level >= atLeast ? level : null;

                    async Task<ReleaseLevel?> SeenAsync(RecordsDb db)
                    {
                        var seen = await db.VisibleTo<Record>(principal, Now, atLeast).Where(v => v.Record.Id == record.Id).Select(v => (ReleaseLevel?)v.Level).SingleOrDefaultAsync();
                        // Made out once, a query sees the same.
                        Assert.Equal(seen, await Compiled[atLeast](db, principal, Now, record.Id).SingleOrDefaultAsync());
                        return seen;
                    }
                }
            }, iter: 150, threads: 1);
    }

    [Fact]
    public async Task Entries_that_are_released_together_are_seen_by_what_they_are_released_with_and_one_apart_by_its_own()
    {
        await Gen.Select(Gen.OneOf<string>(Members), AnyRelease.Array[0, 3], AnyRelease.Array[0, 3], AnyPrincipal, Gen.Enum<ReleaseLevel>())
            .SampleAsync(async (originator, ofRegister, ofOne, principal, atLeast) =>
            {
                foreach (var db in providers)
                {
                    var (register, apart) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
                    Entry[] entries = [New(register), New(register), new Entry { Id = apart, Originator = originator, ReleasedWith = apart }];
                    db.AddRange(entries);
                    db.AddRange(Grants.Of<Entry>(register, originator, ofRegister));
                    db.AddRange(Grants.Of<Entry>(apart, originator, ofOne));
                    await db.SaveChangesAsync();
                    var seen = await db.VisibleTo<Entry>(principal, Now, atLeast).Where(v => entries.Select(e => e.Id).Contains(v.Record.Id)).ToDictionaryAsync(v => v.Record.Id, v => (ReleaseLevel?)v.Level);
                    Assert.All(entries, e => Assert.Equal(Expected(e.Id == apart ? ofOne : ofRegister), seen.GetValueOrDefault(e.Id)));
                    db.ChangeTracker.Clear();
                }

                ReleaseLevel? Expected(Release[] releases) => Allowed(principal, originator, releases) is { } level && level >= atLeast ? level : null;
                Entry New(Guid register) => new() { Id = Guid.CreateVersion7(Now), Originator = originator, ReleasedWith = register };
            }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_hit_is_hidden_unless_it_is_asked_for()
    {
        var uganda = new Principal { Member = "UGA", Subject = "UGA/customs", Addresses = ["UGA", "*"] };
        foreach (var db in providers)
        {
            var record = new Record { Id = Guid.CreateVersion7(Now), Originator = "KEN" };
            db.Add(record);
            db.AddRange(Grants.Of<Record>(record.Id, "KEN", [new Release { To = ["UGA"], Level = ReleaseLevel.Hit }]));
            await db.SaveChangesAsync();
            Assert.False(await db.VisibleTo<Record>(uganda, Now).AnyAsync(v => v.Record.Id == record.Id));
            Assert.True(await db.VisibleTo<Record>(uganda, Now, ReleaseLevel.Hit).AnyAsync(v => v.Record.Id == record.Id));
        }
    }

    [Fact]
    public async Task What_is_never_released_is_seen_by_its_State_alone()
    {
        foreach (var db in providers)
        {
            db.AddRange(Members.Select(member => new OwnRecord { Id = Guid.CreateVersion7(Now), Originator = member }));
            await db.SaveChangesAsync();
            foreach (var member in Members)
            {
                var reader = new Principal { Member = member, Subject = $"{member}/licensing", Addresses = [member, .. Recipients], Functions = [.. Functions.All] };
                Assert.Equal([member], await db.OwnedBy<OwnRecord>(reader).Select(r => r.Originator).ToListAsync());
            }
        }
    }
}
