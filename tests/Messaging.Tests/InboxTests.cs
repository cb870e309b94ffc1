using System.Text;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class InboxTests
{
    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task The_same_message_four_times_at_once_and_three_times_later_has_one_effect(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        var parcel = Guid.CreateVersion7();
        await using (var host = await SampleHost.StartAsync(ground))
        {
            await host.ReadyAsync();
            var message = await host.MakeMessageAsync(parcel);
            foreach (var copies in (int[])[4, 1, 1, 1])
            {
                await using (var db = ground.OpenDb())
                {
                    db.AddRange(Enumerable.Range(0, copies).Select(_ => CopyOf(message)));
                    await db.SaveChangesAsync();
                }
                await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());
            }
            await ground.UntilAsync("the message has its effects", db => Effects.AreOnceAsync(db, parcel));
            // Queues are taken in order, and stopping waits for what has been taken: no copy is left out.
            var last = Guid.CreateVersion7();
            await host.PublishAsync(last);
            await ground.UntilAsync("a later message has its effects", db => Effects.AreOnceAsync(db, last));
            Assert.Equal(2, host.Behaviour.Runs);
        }

        await using var after = ground.OpenDb();
        Assert.True(await Effects.AreOnceAsync(after, parcel));
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task A_consumer_that_throws_after_publishing_leaves_no_trace(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        var (failing, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var behaviour = new Behaviour { OnNoting = (parcel, _) => parcel == failing ? throw new InvalidOperationException() : Task.CompletedTask };
        await using (var host = await SampleHost.StartAsync(ground, behaviour))
        {
            await host.PublishAsync(failing);
            await ground.UntilAsync("it is given up", db => db.Parked.AnyAsync());
            await host.PublishAsync(other);
            await ground.UntilAsync("another has its effects", db => Effects.AreOnceAsync(db, other));
        }

        await using var after = ground.OpenDb();
        Assert.False(await after.Effects.AnyAsync(e => e.Parcel == failing));
        var published = await after.Outbox.Where(m => m.MessageType.EndsWith(nameof(ParcelSeen))).Select(m => m.Body).ToListAsync();
        Assert.DoesNotContain(published, body => Encoding.UTF8.GetString(body).Contains($"{failing}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_goes_away_before_the_commit_is_waited_for()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var ground = await Ground.CreateAsync(server);
        var stopped = false;
        var behaviour = new Behaviour
        {
            OnNoting = async (_, _) =>
            {
                if (stopped) return;
                stopped = true;
                await server.StopAsync();
            },
        };
        await using var host = await SampleHost.StartAsync(ground, behaviour);
        var parcel = Guid.CreateVersion7();

        await host.PublishAsync(parcel);
        await Eventually.HoldsAsync("the consumer was run in vain", () => host.Log.All.Any(line => line.Contains("R-RETRY", StringComparison.Ordinal)));
        await server.StartAsync();

        await ground.UntilAsync("the message has its effects", db => Effects.AreOnceAsync(db, parcel));
        await using var after = ground.OpenDb();
        Assert.False(await after.Parked.AnyAsync());
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Forgets_messages_after_the_retention_and_not_before(Way way)
    {
        const int Old = 2500;
        await using var ground = await Ground.CreateAsync(way);
        var clock = new FakeTimeProvider();
        var now = clock.GetUtcNow().UtcDateTime;
        var longAgo = now - InboxPruner<SampleDb>.Retention;
        var youngest = longAgo.AddMinutes(1);
        await using (var db = ground.OpenDb())
        {
            db.AddRange(Enumerable.Range(1, Old).Select(i => AnEntry(longAgo.AddMinutes(-i))));
            db.Add(AnEntry(youngest));
            db.Add(AnEntry(now));
            await db.SaveChangesAsync();
        }
        await using var services = new ServiceCollection().AddDbContext<SampleDb>(ground.Configure).BuildServiceProvider();
        using var pruner = new InboxPruner<SampleDb>(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<InboxPruner<SampleDb>>.Instance);

        await pruner.PruneAsync(CancellationToken.None);

        await using var after = ground.OpenDb();
        Assert.Equal([youngest, now], await after.Inbox.OrderBy(e => e.ClaimedAt).Select(e => e.ClaimedAt).ToListAsync());
    }

    private static InboxEntry AnEntry(DateTime claimedAt) => new() { MessageId = Guid.CreateVersion7(), Consumer = "sample-note-parcel", ClaimedAt = claimedAt };

    private static OutboxMessage CopyOf(OutboxMessage message) => new()
    {
        MessageId = message.MessageId,
        MessageType = message.MessageType,
        Destination = message.Destination,
        Body = message.Body,
        PublishedAt = message.PublishedAt,
    };
}
