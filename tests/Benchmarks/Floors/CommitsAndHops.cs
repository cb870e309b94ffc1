using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Exchange.Benchmarks.Floors;

/// <summary>
/// The smallest path of an alert: two commits of one row and two persistent messages over a durable queue, each confirmed by
/// the broker and received by its consumer, in sequence.
/// </summary>
internal sealed class CommitsAndHops : IAsyncDisposable
{
    private const string Queue = "hop";
    private static readonly BasicProperties Persistent = new() { Persistent = true };
    private readonly NpgsqlConnection database;
    private readonly IConnection broker;
    private readonly IChannel publisher;
    private readonly IChannel consumer;
    private volatile TaskCompletionSource received = new();

    private CommitsAndHops(NpgsqlConnection database, IConnection broker, IChannel publisher, IChannel consumer) =>
        (this.database, this.broker, this.publisher, this.consumer) = (database, broker, publisher, consumer);

    public static async Task<CommitsAndHops> StartAsync(string databaseConnection, string brokerConnection)
    {
        var database = new NpgsqlConnection(databaseConnection);
        await database.OpenAsync();
        await using (var create = new NpgsqlCommand("CREATE TABLE bare_commits (id uuid PRIMARY KEY, body bytea NOT NULL)", database))
            await create.ExecuteNonQueryAsync();

        var broker = await new ConnectionFactory { Uri = new Uri(brokerConnection) }.CreateConnectionAsync();
        var publisher = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var consumer = await broker.CreateChannelAsync();
        await consumer.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        var floor = new CommitsAndHops(database, broker, publisher, consumer);
        var receiving = new AsyncEventingBasicConsumer(consumer);
        receiving.ReceivedAsync += async (_, delivery) =>
        {
            floor.received.TrySetResult();
            await consumer.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await consumer.BasicConsumeAsync(Queue, autoAck: false, receiving);
        return floor;
    }

    /// <summary>The time of two commits and two hops of <paramref name="body"/>, in milliseconds.</summary>
    public async Task<double> MeasureAsync(byte[] body)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 2; i++)
        {
            await CommitAsync(body);
            await HopAsync(body);
        }
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        await publisher.DisposeAsync();
        await consumer.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task CommitAsync(byte[] body)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO bare_commits VALUES ($1, $2)", database);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body });
        await insert.ExecuteNonQueryAsync();
    }

    private async Task HopAsync(byte[] body)
    {
        var arrival = received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await publisher.BasicPublishAsync("", Queue, mandatory: true, Persistent, body);
        await arrival.Task;
    }
}
