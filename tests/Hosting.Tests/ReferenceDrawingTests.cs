using Exchange.Storage;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace Exchange.Hosting.Tests;

/// <summary>A reference that is taken is drawn again, on both providers, within a transaction and without one.</summary>
public sealed class ReferenceDrawingTests
{
    private const string Index = "IX_notes_Reference";
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 10, 0, 0, TimeSpan.Zero);

    private sealed class Note
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
    }

    private sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Note>().ToTable("notes").HasIndex(n => n.Reference).IsUnique().HasDatabaseName(Index);
    }

    private sealed class Numbers(params int[] drawn) : ReferenceNumbers
    {
        private readonly Queue<int> drawn = new(drawn);

        public int Left => drawn.Count;

        public override int Next() => drawn.Dequeue();
    }

    [Theory]
    [InlineData(Provider.Sqlite, false)]
    [InlineData(Provider.Sqlite, true)]
    [InlineData(Provider.Postgres, false)]
    [InlineData(Provider.Postgres, true)]
    public async Task A_number_that_is_taken_is_drawn_again(Provider provider, bool inTransaction)
    {
        await using var storage = await NotesAsync(provider);
        await using (var other = storage.Open()) await StoreAsync(other, "KEN-2026-00000007");
        await using var db = storage.Open();
        await using (var transaction = inTransaction ? await db.Database.BeginTransactionAsync() : null)
        {
            if (inTransaction) await StoreAsync(db, "KEN-2026-00000001");
            var numbers = new Numbers(7, 7, 8, 9);
            Assert.Equal("KEN-2026-00000008", await numbers.DrawAsync(db, "KEN", Now, Index, reference => StoreAsync(db, reference), CancellationToken.None));
            Assert.Equal(1, numbers.Left);
            if (transaction is not null) await transaction.CommitAsync();
        }
        await using var reading = storage.Open();
        Assert.Equal(
            ((string[])[.. inTransaction ? ["KEN-2026-00000001"] : Array.Empty<string>(), "KEN-2026-00000007", "KEN-2026-00000008"]),
            await reading.Notes.Select(n => n.Reference).Order().ToListAsync());
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Another_fault_is_not_tried_again(Provider provider)
    {
        await using var storage = await NotesAsync(provider);
        await using var db = storage.Open();
        var id = Guid.CreateVersion7();
        await StoreAsync(db, "KEN-2026-00000001", id);
        await using var second = storage.Open();
        var numbers = new Numbers(2, 3);
        await Assert.ThrowsAsync<DbUpdateException>(() => numbers.DrawAsync(second, "KEN", Now, Index, reference => StoreAsync(second, reference, id), CancellationToken.None));
        Assert.Equal(1, numbers.Left);
    }

    [Fact]
    public void Numbers_are_drawn_at_random_and_written_with_eight_digits()
    {
        var drawn = Enumerable.Range(0, 1000).Select(_ => new ReferenceNumbers().Next()).ToList();
        Assert.All(drawn, n => Assert.InRange(n, 0, 99_999_999));
        Assert.True(drawn.Distinct().Count() > 990);
        Assert.Null(References.Fault(References.New("KEN", Now, 7)));
        Assert.Equal("ECOWAS-2026-00000007", References.New("ECOWAS", Now, 7));
    }

    private static async Task<string> StoreAsync(NotesDb db, string reference, Guid? id = null)
    {
        db.Notes.Add(new Note { Id = id ?? Guid.CreateVersion7(), Reference = reference });
        await db.SaveChangesAsync();
        return reference;
    }

    private static async Task<Notes> NotesAsync(Provider provider)
    {
        var notes = provider == Provider.Postgres
            ? new Notes(null, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync())
            : new Notes(await TestStorage.CreateAsync(Provider.Sqlite, "notes"), null);
        await using var db = notes.Open();
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        return notes;
    }

    private sealed class Notes(TestStorage? sqlite, TestDatabase? postgres) : IAsyncDisposable
    {
        public NotesDb Open()
        {
            var options = new DbContextOptionsBuilder<NotesDb>();
            if (postgres is not null) options.UseExchangePostgres(postgres.ConnectionString, typeof(NotesDb));
            else options.UseExchangeSqlite($"Data Source={Path.Combine(sqlite!.Folder, "notes.db")};Pooling=False");
            return new NotesDb(options.Options);
        }

        public async ValueTask DisposeAsync()
        {
            if (postgres is not null) await postgres.DisposeAsync();
            if (sqlite is not null) await sqlite.DisposeAsync();
        }
    }
}
