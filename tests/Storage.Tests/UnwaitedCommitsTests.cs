using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class UnwaitedCommitsTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_tagged_delete_deletes_what_it_finds(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var db = storage.Open();
        Guid[] ids = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        await db.TryInsertAllAsync([.. ids.Select(id => new Parcel { Id = id, Sender = "a" })], CancellationToken.None);
        Assert.Equal(2, await db.Parcels.Where(p => ids.Take(2).Contains(p.Id)).CommitUnwaited().ExecuteDeleteAsync());
        Assert.Equal(ids[2], (await db.Parcels.SingleAsync()).Id);
    }

    [Fact]
    public async Task Only_the_commit_of_its_own_transaction_is_not_waited_for()
    {
        await using var storage = await SampleStorage.CreateAsync(Provider.Postgres);
        await using var db = storage.Open();
        await db.Database.OpenConnectionAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Parcels.CommitUnwaited().ExecuteDeleteAsync();
            Assert.Equal("off", await SettingAsync());
            await transaction.CommitAsync();
        }
        Assert.Equal("on", await SettingAsync());
        await db.Parcels.CommitUnwaited().ExecuteDeleteAsync();
        Assert.Equal("on", await SettingAsync());

        Task<string> SettingAsync() => db.Database.SqlQueryRaw<string>("SELECT current_setting('synchronous_commit') AS \"Value\"").SingleAsync();
    }
}
