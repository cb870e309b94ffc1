using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class RowLocksTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_locked_query_finds_what_it_would_without_locks(Provider provider)
    {
        await using var storage = await WithParcelsAsync(provider);
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.Equal(["a", "b"], await db.Parcels.Where(p => p.Sender != "c").OrderBy(p => p.Sender).ForUpdate().Select(p => p.Sender).ToListAsync());
        Assert.Equal(["b"], await db.Parcels.OrderBy(p => p.Sender).Skip(1).Take(1).ForUpdateSkipLocked().Select(p => p.Sender).ToListAsync());
        Assert.Equal("c", db.Parcels.Where(p => p.Sender == "c").ForUpdate().AsEnumerable().Single().Sender);
        await db.TakeTurnAsync("parcels", CancellationToken.None);
        Assert.Equal(3, await db.Parcels.CountAsync());
    }

    [Fact]
    public async Task Whoever_wants_a_locked_row_waits_for_the_end_of_the_transaction()
    {
        await using var storage = await WithParcelsAsync(Provider.Postgres);
        await using var first = storage.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await first.Parcels.Where(p => p.Sender == "a").ForUpdate().SingleAsync();

        await using var second = storage.Open();
        await using var own = await second.Database.BeginTransactionAsync();
        Assert.Equal("b", (await second.Parcels.Where(p => p.Sender == "b").ForUpdate().SingleAsync()).Sender);
        var waiting = second.Parcels.Where(p => p.Sender == "a").ForUpdate().SingleAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(Moment));

        await transaction.CommitAsync();
        Assert.Equal("a", (await waiting.WaitAsync(Patience)).Sender);
    }

    [Fact]
    public async Task Rows_that_another_transaction_holds_are_left_out()
    {
        await using var storage = await WithParcelsAsync(Provider.Postgres);
        await using var first = storage.Open();
        await using (await first.Database.BeginTransactionAsync())
        {
            await first.Parcels.Where(p => p.Sender == "a").ForUpdate().SingleAsync();
            Assert.Equal(["b", "c"], await SkippingAsync());
        }
        Assert.Equal(["a", "b", "c"], await SkippingAsync());

        async Task<List<string>> SkippingAsync()
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            return await db.Parcels.OrderBy(p => p.Sender).ForUpdateSkipLocked().Select(p => p.Sender).ToListAsync();
        }
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Transactions_that_take_the_same_turn_run_one_after_the_other(Provider provider)
    {
        await using var storage = await WithParcelsAsync(provider);
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            await using var db = storage.Open();
            await db.InTransactionAsync(async () =>
            {
                await db.TakeTurnAsync("parcels", CancellationToken.None);
                InterlockedMax(ref most, Interlocked.Increment(ref inside));
                db.Parcels.Add(new Parcel { Id = Guid.CreateVersion7(), Sender = $"turn {n}" });
                await db.SaveChangesAsync();
                await Task.Delay(20);
                Interlocked.Decrement(ref inside);
            }, CancellationToken.None);
        })));
        Assert.Equal(1, most);
        await using var reading = storage.Open();
        Assert.Equal(8, await reading.Parcels.CountAsync(p => p.Sender.StartsWith("turn")));
    }

    [Fact]
    public async Task Turns_of_other_names_do_not_wait()
    {
        await using var storage = await WithParcelsAsync(Provider.Postgres);
        await using var first = storage.Open();
        await using var transaction = await first.Database.BeginTransactionAsync();
        await first.TakeTurnAsync("parcels", CancellationToken.None);

        await using var second = storage.Open();
        await using var own = await second.Database.BeginTransactionAsync();
        await second.TakeTurnAsync("senders", CancellationToken.None).WaitAsync(Patience);
        var waiting = second.TakeTurnAsync("parcels", CancellationToken.None);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(Moment));
        await transaction.RollbackAsync();
        await waiting.WaitAsync(Patience);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, value, seen);
    }

    private static async Task<SampleStorage> WithParcelsAsync(Provider provider)
    {
        var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        db.Parcels.AddRange(((string[])["a", "b", "c"]).Select(sender => new Parcel { Id = Guid.CreateVersion7(), Sender = sender }));
        await db.SaveChangesAsync();
        return storage;
    }
}
