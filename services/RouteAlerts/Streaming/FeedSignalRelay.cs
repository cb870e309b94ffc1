using StackExchange.Redis;

namespace Exchange.RouteAlerts.Streaming;

/// <summary>Carries the signal between replicas by Redis. If one is lost, the streams send the entry with their next heartbeat.</summary>
internal sealed partial class FeedSignalRelay(FeedSignal signal, IConnectionMultiplexer redis, ILogger<FeedSignalRelay> log) : IHostedService
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("exchange:route-alerts:committed");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        signal.CommittedHere += Publish;
        try
        {
            await redis.GetSubscriber().SubscribeAsync(Channel, (_, _) => signal.Wake());
        }
        catch (RedisException e)
        {
            // The client subscribes when the server answers.
            LogUnreachable(log, e);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        signal.CommittedHere -= Publish;
        if (redis.IsConnected) await redis.GetSubscriber().UnsubscribeAsync(Channel);
    }

    private void Publish()
    {
        if (redis.IsConnected) redis.GetSubscriber().Publish(Channel, "", CommandFlags.FireAndForget);
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer; streams of other replicas send new alerts with their heartbeat")]
    private static partial void LogUnreachable(ILogger log, Exception e);
}
