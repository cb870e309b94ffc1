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
