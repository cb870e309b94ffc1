using System.Collections.Concurrent;
using Exchange.Storage;
using Exchange.Testing;
using Exchange.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class OutboxTests
{
    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Sends_what_was_saved_and_nothing_that_was_not(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground);
        var (unsaved, saved) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await host.PublishAsync(unsaved, save: false);
        await host.PublishAsync(saved);

        // What follows from the second has come through two queues; the first would be there by then.
        await ground.UntilAsync("what was saved has its effects", db => Effects.AreOnceAsync(db, saved));
        await using var db = ground.OpenDb();
        Assert.False(await db.Effects.AnyAsync(e => e.Parcel == unsaved));
        await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());
    }

    [Theory]
    [InlineData(Way.Standalone, false), InlineData(Way.Standalone, true), InlineData(Way.Network, false), InlineData(Way.Network, true)]
    public async Task A_commit_wakes_the_dispatcher_which_need_not_poll(Way way, bool inTransaction)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground, clock: new ClockWithoutPeriods());
        await host.ReadyAsync();
        var parcel = Guid.CreateVersion7();

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SampleDb>();
            await using var transaction = inTransaction ? await db.Database.BeginTransactionAsync() : null;
            await scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>().PublishAsync(new ParcelSent(parcel));
            await db.SaveChangesAsync();
            if (transaction is not null) await transaction.CommitAsync();
        }

        await ground.UntilAsync("the message and what followed it have arrived", db => Effects.AreOnceAsync(db, parcel));
    }

    [Theory]
    [InlineData(Way.Standalone, false), InlineData(Way.Standalone, true), InlineData(Way.Network, false), InlineData(Way.Network, true)]
    public async Task Inserts_rows_with_their_event_and_wakes_the_dispatcher(Way way, bool inTransaction)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground, clock: new ClockWithoutPeriods());
        await host.ReadyAsync();
        var parcel = Guid.CreateVersion7();
        // More than one statement holds, so that they come in several.
        var rows = Enumerable.Range(0, 75).Select(_ => ARow()).ToList();

        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SampleDb>();
            await using var transaction = inTransaction ? await db.Database.BeginTransactionAsync() : null;
            await scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>().InsertAsync(rows, new ParcelSent(parcel));
            if (transaction is not null) await transaction.CommitAsync();
        }

        await ground.UntilAsync("the message and what followed it have arrived", db => Effects.AreOnceAsync(db, parcel));
        await using var after = ground.OpenDb();
        Assert.Equal(rows.Select(r => (r.Id, r.Parcel)).Order(), (await after.Effects.Where(e => e.Consumer == Inserted).ToListAsync()).Select(e => (e.Id, e.Parcel)).Order());
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Inserts_all_or_nothing(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground);
        var (row, other, refused, last) = (ARow(), ARow(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>();
            await outbox.InsertAsync([row], new ParcelSent(Guid.CreateVersion7()));
            scope.ServiceProvider.GetRequiredService<SampleDb>().ChangeTracker.Clear();
            await Assert.ThrowsAsync<DbUpdateException>(() => outbox.InsertAsync([other, row], new ParcelSent(refused)));
        }

        await host.PublishAsync(last);
        await ground.UntilAsync("what was saved has its effects", db => Effects.AreOnceAsync(db, last));
        await using var db = ground.OpenDb();
        Assert.Equal([row.Id], await db.Effects.Where(e => e.Consumer == Inserted).Select(e => e.Id).ToListAsync());
        Assert.False(await db.Effects.AnyAsync(e => e.Parcel == refused));
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task A_refused_insert_leaves_the_transaction_around_it_usable(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground);
        var parcel = Guid.CreateVersion7();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SampleDb>();
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox<SampleDb>>();
            var (row, other) = (ARow(), ARow());
            await using var transaction = await db.Database.BeginTransactionAsync();
            await outbox.InsertAsync([row], new ParcelSent(Guid.CreateVersion7()));
            db.ChangeTracker.Clear();
            await Assert.ThrowsAsync<DbUpdateException>(() => outbox.InsertAsync([other, row], new ParcelSent(Guid.CreateVersion7())));
            db.ChangeTracker.Clear();
            await outbox.InsertAsync([other], new ParcelSent(parcel));
            await transaction.CommitAsync();
        }

        await ground.UntilAsync("the message and what followed it have arrived", db => Effects.AreOnceAsync(db, parcel));
        await using var after = ground.OpenDb();
        Assert.Equal(2, await after.Effects.CountAsync(e => e.Consumer == Inserted));
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task Sends_what_another_process_left(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground);
        await host.ReadyAsync();
        var parcel = Guid.CreateVersion7();
        await using (var elsewhere = ground.OpenDb())
        {
            elsewhere.Add(await host.MakeMessageAsync(parcel));
            await elsewhere.SaveChangesAsync();
        }

        await ground.UntilAsync("it is found by polling", db => Effects.AreOnceAsync(db, parcel));
    }

    [Fact]
    public async Task Replicas_claim_different_messages_and_do_not_wait_for_each_other()
    {
        await using var ground = await Ground.CreateAsync(Way.Network);
        await using (var db = ground.OpenDb())
        {
            db.AddRange(Enumerable.Range(0, 6).Select(_ => AMessage()));
            await db.SaveChangesAsync();
        }
        await using var one = ground.OpenDb();
        await using var other = ground.OpenDb();
        await using var claimOfOne = await one.BeginHoldingRowsAsync(CancellationToken.None);
        await using var claimOfOther = await other.BeginHoldingRowsAsync(CancellationToken.None);

        var ofOne = (await one.ClaimOldestAsync(4, CancellationToken.None)).ConvertAll(m => m.Sequence);
        var ofOther = (await other.ClaimOldestAsync(4, CancellationToken.None)).ConvertAll(m => m.Sequence);

        Assert.Equal(4, ofOne.Count);
        Assert.Equal(2, ofOther.Count);
        Assert.Empty(ofOne.Intersect(ofOther));
    }

    [Fact]
    public async Task Two_replicas_send_each_message_once()
    {
        const int Messages = 1500;
        await using var ground = await Ground.CreateAsync(Way.Network);
        await using var one = await SampleHost.StartAsync(ground, consumes: false);
        await using var other = await SampleHost.StartAsync(ground, consumes: false);
        var sent = new SentMessages();
        foreach (var host in (SampleHost[])[one, other])
        {
            await host.ReadyAsync();
            host.Services.GetRequiredService<IBus>().ConnectSendObserver(sent);
        }

        await using (var db = ground.OpenDb())
        {
            db.AddRange(Enumerable.Range(0, Messages).Select(_ => AMessage()));
            await db.SaveChangesAsync();
        }
        await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());

        Assert.Equal(Messages, sent.Ids.Count);
        Assert.Equal(Messages, sent.Ids.Distinct().Count());
    }

    [Fact]
    public async Task While_the_broker_is_away_messages_wait_and_the_service_is_not_ready()
    {
        const int Messages = 20;
        await using var broker = await RabbitMqServer.StartOwnAsync();
        await using var ground = await Ground.CreateAsync(broker);
        await using var host = await SampleHost.StartAsync(ground);
        await host.ReadyAsync();
        var parcels = Enumerable.Range(0, Messages).Select(_ => Guid.CreateVersion7()).ToList();

        await broker.StopAsync();
        foreach (var parcel in parcels) await host.PublishAsync(parcel);
        await Eventually.HoldsAsync("the service is not ready", async () => await host.HealthAsync() == HealthStatus.Unhealthy);
        await using (var db = ground.OpenDb()) Assert.Equal(Messages, await db.Outbox.CountAsync());
        await broker.StartAsync();

        await ground.UntilAsync("all have arrived, once", db => Effects.AreOnceAsync(db, [.. parcels]));
        await host.ReadyAsync();
        Assert.InRange(host.Log.All.Count(line => line.Contains("cannot be sent", StringComparison.Ordinal)), 0, 1);
    }

    [Fact]
    public async Task A_host_starts_and_publishes_without_its_broker()
    {
        await using var broker = await RabbitMqServer.StartOwnAsync();
        await using var ground = await Ground.CreateAsync(broker);
        await broker.StopAsync();
        await using var host = await SampleHost.StartAsync(ground);
        var parcel = Guid.CreateVersion7();

        await host.PublishAsync(parcel);
        Assert.Equal(HealthStatus.Unhealthy, await host.HealthAsync());
        await broker.StartAsync();

        await ground.UntilAsync("the message has arrived", db => Effects.AreOnceAsync(db, parcel));
    }

    [Fact]
    public async Task Killed_without_a_broker_it_loses_nothing_and_does_nothing_twice()
    {
        const int Messages = 20;
        await using var ground = await Ground.CreateAsync(Way.Standalone);
        var parcels = Enumerable.Range(0, Messages).Select(_ => Guid.CreateVersion7()).ToList();
        var stuck = parcels.Where((_, i) => i % 2 == 1).ToHashSet();
        var behaviour = new Behaviour { OnNoting = (parcel, _) => stuck.Contains(parcel) ? throw new TimeoutException() : Task.CompletedTask };
        await using var killed = await SampleHost.StartAsync(ground, behaviour);
        foreach (var parcel in parcels) await killed.PublishAsync(parcel);
        await ground.UntilAsync("some are done", db => Effects.AreOnceAsync(db, [.. parcels.Where(p => !stuck.Contains(p)).Take(2)]));

        await using var left = await ground.SnapshotAsync();
        await using var restarted = await SampleHost.StartAsync(left);

        await left.UntilAsync("all have their effects, once", db => Effects.AreOnceAsync(db, [.. parcels]));
        await left.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());
    }

    private const string Inserted = "none: inserted beside its event";

    private static Effect ARow() => new() { Id = Guid.CreateVersion7(), Consumer = Inserted, Parcel = Guid.CreateVersion7() };

    private static OutboxMessage AMessage() => new()
    {
        MessageId = Guid.CreateVersion7(),
        MessageType = "urn:message:Exchange.Messaging.Tests:ParcelSent",
        Destination = "Exchange.Messaging.Tests:ParcelSent",
        Body = "{}"u8.ToArray(),
        PublishedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class SentMessages : ISendObserver
    {
        public ConcurrentBag<Guid?> Ids { get; } = [];

        public Task PreSend<T>(SendContext<T> context) where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context) where T : class
        {
            Ids.Add(context.MessageId);
            return Task.CompletedTask;
        }

        public Task SendFault<T>(SendContext<T> context, Exception exception) where T : class => Task.CompletedTask;
    }

    /// <summary>Time passes, but nothing periodic happens: no polling.</summary>
    private sealed class ClockWithoutPeriods : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, period == Timeout.InfiniteTimeSpan ? dueTime : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
