using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class SharedCommitsTests
{
    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Of_inserts_that_share_a_commit_only_what_cannot_be_stored_fails(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground, consumes: false);
        var shared = host.Services.GetRequiredService<SharedCommits<SampleDb>>();
        var taken = ARow();
        await shared.InsertAsync([taken], CancellationToken.None);

        // Every seventh repeats a key that is there, beside a row of its own that must not stay either.
        var inserts = Enumerable.Range(0, 60).Select(n => (Fails: n % 7 == 0, Row: ARow())).ToList();
        var outcomes = await Task.WhenAll(inserts.Select(async insert =>
        {
            try
            {
                await Task.Run(() => shared.InsertAsync(insert.Fails ? [insert.Row, new Effect { Id = taken.Id, Consumer = "again", Parcel = taken.Parcel }] : [insert.Row], CancellationToken.None));
                return true;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        }));

        Assert.Equal(inserts.Select(insert => !insert.Fails), outcomes);
        await using var db = ground.OpenDb();
        Assert.Equal(
            inserts.Where(insert => !insert.Fails).Select(insert => insert.Row.Id).Append(taken.Id).Order(),
            (await db.Effects.Select(e => e.Id).ToListAsync()).Order());
    }

    [Fact]
    public async Task Inserts_that_wait_together_are_one_transaction()
    {
        await using var ground = await Ground.CreateAsync(Way.Network);
        await using var host = await SampleHost.StartAsync(ground, consumes: false);
        var shared = host.Services.GetRequiredService<SharedCommits<SampleDb>>();
        await using var db = ground.OpenDb();
        // Holds up whoever writes to the table, so that the others have to wait behind the first.
        await using (var hold = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE effects IN EXCLUSIVE MODE");
            var inserts = Enumerable.Range(0, 40).Select(_ => shared.InsertAsync([ARow()], CancellationToken.None)).ToList();
            await hold.CommitAsync();
            await Task.WhenAll(inserts);
        }

        // xmin is the transaction that wrote a row.
        var transactions = await db.Database.SqlQueryRaw<long>("""SELECT xmin::text::bigint AS "Value" FROM effects""").ToListAsync();
        Assert.Equal(40, transactions.Count);
        Assert.InRange(transactions.Distinct().Count(), 1, 3);
    }

    private static Effect ARow() => new() { Id = Guid.CreateVersion7(), Consumer = "shared", Parcel = Guid.CreateVersion7() };
}
