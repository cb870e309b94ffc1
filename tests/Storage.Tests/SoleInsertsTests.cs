using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class SoleInsertsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_key_that_is_taken_is_left_as_it_is(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        var first = new Parcel { Id = Guid.CreateVersion7(), Sender = "first" };

        Assert.True(await db.TryInsertAsync(first, CancellationToken.None));
        Assert.False(await db.TryInsertAsync(new Parcel { Id = first.Id, Sender = "second" }, CancellationToken.None));
        Assert.True(await db.TryInsertAsync(new Parcel { Id = Guid.CreateVersion7(), Sender = "other" }, CancellationToken.None));

        Assert.Empty(db.ChangeTracker.Entries());
        Assert.Equal(["first", "other"], await db.Parcels.OrderBy(p => p.Sender).Select(p => p.Sender).ToListAsync());
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Of_several_rows_those_with_new_keys_are_inserted(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        var taken = new Parcel { Id = Guid.CreateVersion7(), Sender = "taken" };
        Assert.True(await db.TryInsertAsync(taken, CancellationToken.None));

        Parcel[] rows = [new() { Id = Guid.CreateVersion7(), Sender = "a" }, new() { Id = taken.Id, Sender = "b" }, new() { Id = Guid.CreateVersion7(), Sender = "c" }];
        Assert.Equal(2, await db.TryInsertAllAsync(rows, CancellationToken.None));
        Assert.Equal(0, await db.TryInsertAllAsync<Parcel>([], CancellationToken.None));
        Assert.Equal(["a", "c", "taken"], await db.Parcels.OrderBy(p => p.Sender).Select(p => p.Sender).ToListAsync());
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task It_is_part_of_the_transaction_and_leaves_that_usable(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        var row = new Parcel { Id = Guid.CreateVersion7(), Sender = "first" };
        await using (await db.Database.BeginTransactionAsync())
        {
            Assert.True(await db.TryInsertAsync(row, CancellationToken.None));
            Assert.False(await db.TryInsertAsync(row, CancellationToken.None));
            Assert.Equal(1, await db.Parcels.CountAsync());
        }
        Assert.Equal(0, await db.Parcels.CountAsync());
    }

    [Theory]
    [InlineData(Provider.Sqlite, true)]
    [InlineData(Provider.Sqlite, false)]
    [InlineData(Provider.Postgres, true)]
    [InlineData(Provider.Postgres, false)]
    public async Task Another_transaction_waits_and_takes_the_key_only_if_the_first_gives_it_up(Provider provider, bool firstCommits)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var first = storage.Open();
        var id = Guid.CreateVersion7();
        await using var transaction = await first.Database.BeginTransactionAsync();
        Assert.True(await first.TryInsertAsync(new Parcel { Id = id, Sender = "first" }, CancellationToken.None));

        // On a thread of its own: SQLite waits on it.
        var second = Task.Run(async () =>
        {
            await using var db = storage.Open();
            await using var own = await db.Database.BeginTransactionAsync();
            var taken = await db.TryInsertAsync(new Parcel { Id = id, Sender = "second" }, CancellationToken.None);
            await own.CommitAsync();
            return taken;
        });
        await Assert.ThrowsAsync<TimeoutException>(() => second.WaitAsync(TimeSpan.FromMilliseconds(300)));
        if (firstCommits) await transaction.CommitAsync();
        else await transaction.RollbackAsync();

        Assert.Equal(!firstCommits, await second.WaitAsync(Patience));
        await using var reading = storage.Open();
        Assert.Equal(firstCommits ? "first" : "second", (await reading.Parcels.SingleAsync()).Sender);
    }
}
