using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class ParkedMessagesTests
{
    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task What_fails_a_few_times_is_parked_and_can_be_sent_again(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        var broken = true;
        var behaviour = new Behaviour { OnNoting = (_, _) => broken ? throw new InvalidOperationException() : Task.CompletedTask };
        await using var host = await SampleHost.StartAsync(ground, behaviour);
        var parcel = Guid.CreateVersion7();

        await host.PublishAsync(parcel);
        var parked = await Eventually.GetAsync("the message is parked", () => ParkedAsync(ground));
        Assert.Equal(RetryPolicy.DelaysAfterFailure.Length + 1, behaviour.Runs);
        Assert.Equal("sample-note-parcel", parked.Consumer);
        Assert.Equal("urn:message:Exchange.Messaging.Tests:ParcelSent", parked.MessageType);
        Assert.Equal(typeof(InvalidOperationException).FullName, parked.Error);
        await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());

        broken = false;
        Assert.True(await host.ResendAsync(parked.Id));

        await ground.UntilAsync("it has its effects", db => Effects.AreOnceAsync(db, parcel));
        Assert.False(await host.ResendAsync(parked.Id));
        Assert.Null(await ParkedAsync(ground));
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task What_fails_again_is_parked_again(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground, new Behaviour { OnNoting = (_, _) => throw new InvalidOperationException() });

        await host.PublishAsync(Guid.CreateVersion7());
        var first = await Eventually.GetAsync("the message is parked", () => ParkedAsync(ground));
        Assert.True(await host.ResendAsync(first.Id));

        var second = await Eventually.GetAsync("it is parked again", () => ParkedAsync(ground));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(first.Body, second.Body);
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task An_outage_is_waited_for_and_never_parked(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        var outages = RetryPolicy.DelaysAfterFailure.Length + 1;
        var left = outages;
        var behaviour = new Behaviour { OnNoting = (_, _) => Interlocked.Decrement(ref left) >= 0 ? throw new TimeoutException() : Task.CompletedTask };
        await using var host = await SampleHost.StartAsync(ground, behaviour);
        var parcel = Guid.CreateVersion7();

        await host.PublishAsync(parcel);

        await ground.UntilAsync("it has its effects", db => Effects.AreOnceAsync(db, parcel));
        Assert.Equal(outages + 1, behaviour.Runs);
        Assert.Null(await ParkedAsync(ground));
    }

    [Theory, InlineData(Way.Standalone), InlineData(Way.Network)]
    public async Task A_consumer_that_cancels_itself_is_a_failure_and_not_a_stop(Way way)
    {
        await using var ground = await Ground.CreateAsync(way);
        var behaviour = new Behaviour { OnNoting = (_, _) => throw new OperationCanceledException() };
        await using var host = await SampleHost.StartAsync(ground, behaviour);

        await host.PublishAsync(Guid.CreateVersion7());

        await Eventually.GetAsync("the message is parked", () => ParkedAsync(ground));
        Assert.Equal(RetryPolicy.DelaysAfterFailure.Length + 1, behaviour.Runs);
    }

    [Theory]
    [InlineData(Way.Standalone, "no envelope"), InlineData(Way.Network, "no envelope")]
    [InlineData(Way.Standalone, """{"messageType":["urn:message:Unknown"],"message":{}}"""), InlineData(Way.Network, """{"messageType":["urn:message:Unknown"],"message":{}}""")]
    public async Task What_the_consumer_cannot_even_read_is_parked(Way way, string body)
    {
        await using var ground = await Ground.CreateAsync(way);
        await using var host = await SampleHost.StartAsync(ground);
        await host.ReadyAsync();
        var message = new OutboxMessage
        {
            MessageId = Guid.CreateVersion7(),
            MessageType = "",
            Destination = "sample-note-parcel",
            Body = System.Text.Encoding.UTF8.GetBytes(body),
            PublishedAt = DateTimeOffset.UnixEpoch,
        };

        await using (var db = ground.OpenDb())
        {
            db.Add(message);
            await db.SaveChangesAsync();
        }

        var parked = await Eventually.GetAsync("the message is parked", () => ParkedAsync(ground));
        Assert.Equal(message.MessageId, parked.MessageId);
        Assert.Equal("sample-note-parcel", parked.Consumer);
        Assert.Equal(message.Body, parked.Body);
        await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());
    }

    private static async Task<ParkedMessage?> ParkedAsync(Ground ground)
    {
        await using var db = ground.OpenDb();
        return await db.Parked.SingleOrDefaultAsync();
    }
}
