using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using MassTransit;

namespace Exchange.Architecture.Tests.Samples;

internal static class PublishesPastTheOutbox
{
    public static Task TellAsync(IBus bus) => bus.Publish(new SoundView("x"));
}

internal sealed class Reacts : IConsumer<SoundView>
{
    public Task Consume(ConsumeContext<SoundView> context) => Task.CompletedTask;
}

internal static class PublishesTwice
{
    public static async Task PublishAsync(IOutbox<TrustDb> outbox)
    {
        await outbox.PublishAsync(new CaseWithdrawn(Guid.Empty, "KEN", 1, default));
        await outbox.InsertAsync([], new CaseReported(null!));
    }
}
