using RabbitMQ.Client;
using Xunit;

namespace Exchange.Messaging.Tests;

public sealed class BusTests
{
    [Theory, InlineData("sample-note-parcel"), InlineData("sample-note-seen")]
    public async Task Each_consumer_has_a_replicated_queue_that_drops_nothing(string name)
    {
        await using var ground = await Ground.CreateAsync(Way.Network);
        await using var host = await SampleHost.StartAsync(ground);
        await host.ReadyAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(ground.BrokerAddress!) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        // The broker refuses a declaration that differs from what is there.
        var queue = await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = int.MaxValue,
        });

        Assert.Equal(1u, queue.ConsumerCount);
    }
}
