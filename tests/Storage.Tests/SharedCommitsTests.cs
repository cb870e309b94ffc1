using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.Storage.Tests;

public sealed class SharedCommitsTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Of_inserts_that_share_a_commit_only_what_cannot_be_stored_fails(Provider provider)
    {
        await using var storage = await SampleStorage.CreateAsync(provider);
        await using var services = new ServiceCollection().AddDbContext<SampleDb>(storage.Configure).BuildServiceProvider();
        var shared = new SharedCommits<SampleDb>(services.GetRequiredService<IServiceScopeFactory>());
        var taken = ARow();
        await shared.InsertAsync([taken], CancellationToken.None);

        // Every seventh repeats a key that is there, beside a row of its own that must not stay either.
        var inserts = Enumerable.Range(0, 60).Select(n => (Fails: n % 7 == 0, Row: ARow())).ToList();
        var outcomes = await Task.WhenAll(inserts.Select(async insert =>
        {
            try
            {
                await Task.Run(() => shared.InsertAsync(insert.Fails ? [insert.Row, new Parcel { Id = taken.Id, Sender = "again" }] : [insert.Row], CancellationToken.None));
                return true;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        }));

        Assert.Equal(inserts.Select(insert => !insert.Fails), outcomes);
        await using var db = storage.Open();
        Assert.Equal(
            inserts.Where(insert => !insert.Fails).Select(insert => insert.Row.Id).Append(taken.Id).Order(),
            (await db.Parcels.Select(e => e.Id).ToListAsync()).Order());
    }

    [Fact]
    public async Task Inserts_that_wait_together_are_one_transaction()
    {
        await using var storage = await SampleStorage.CreateAsync(Provider.Postgres);
        await using var services = new ServiceCollection().AddDbContext<SampleDb>(storage.Configure).BuildServiceProvider();
        var shared = new SharedCommits<SampleDb>(services.GetRequiredService<IServiceScopeFactory>());
        await using var db = storage.Open();
        // Holds up whoever writes to the table, so that the others have to wait behind the first.
        await using (var hold = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE parcels IN EXCLUSIVE MODE");
            var inserts = Enumerable.Range(0, 40).Select(_ => shared.InsertAsync([ARow()], CancellationToken.None)).ToList();
            await hold.CommitAsync();
            await Task.WhenAll(inserts);
        }

        // xmin is the transaction that wrote a row.
        var transactions = await db.Database.SqlQueryRaw<long>("""SELECT xmin::text::bigint AS "Value" FROM parcels""").ToListAsync();
        Assert.Equal(40, transactions.Count);
        Assert.InRange(transactions.Distinct().Count(), 1, 3);
    }

    private static Parcel ARow() => new() { Id = Guid.CreateVersion7(), Sender = "shared" };
}
