using Exchange.Testing;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class CountersTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Numbers_go_on_from_the_last_of_their_own_counter(Provider provider)
    {
        await using var storage = await WithTalliesAsync(provider);
        await using var db = storage.Open();
        Assert.Equal(3, await TakeAsync(db, "a", 3));
        Assert.Equal(4, await TakeAsync(db, "a", 1));
        Assert.Equal(10, await TakeAsync(db, "b", 10));
    }

    [Fact]
    public async Task A_number_that_is_rolled_back_is_given_again_and_nobody_gets_one_meanwhile()
    {
        await using var storage = await WithTalliesAsync(Provider.Postgres);
        await using var first = storage.Open();
        await using var second = storage.Open();
        Task<long> waiting;
        await using (await first.Database.BeginTransactionAsync())
        {
            Assert.Equal(1, await TakeAsync(first, "a", 1));
            waiting = TakeAsync(second, "a", 1);
            await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(300)));
        }
        Assert.Equal(1, await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static Task<long> TakeAsync(SampleDb db, string tally, long count) => db.TakeNumbersAsync<Tally>(tally, t => t.Last, count, CancellationToken.None);

    private static async Task<SampleStorage> WithTalliesAsync(Provider provider)
    {
        var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        await db.TryInsertAllAsync<Tally>([new() { Id = "a" }, new() { Id = "b" }], CancellationToken.None);
        return storage;
    }
}
