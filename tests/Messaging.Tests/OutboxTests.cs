using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
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
        await ground.UntilAsync("what was saved has its effects", async db => await db.Effects.CountAsync(e => e.Parcel == saved) == 2);
        await using var db = ground.OpenDb();
        Assert.False(await db.Effects.AnyAsync(e => e.Parcel == unsaved));
        await ground.UntilAsync("the outbox is empty", async db => !await db.Outbox.AnyAsync());
    }
}
