using StackExchange.Redis;

namespace Exchange.RouteAlerts;

/// <summary>Wakes the streams of this process when an alert is committed, here or on another replica.</summary>
internal sealed class FeedSignal
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes at the next commit. Take it before reading the feed, and nothing falls between.</summary>
    public Task Next => next.Task;

    /// <summary>Raised at a commit of this process, for other replicas.</summary>
    public event Action? CommittedHere;

    public void Committed()
    {
        Wake();
        CommittedHere?.Invoke();
    }

    public void Wake() => Interlocked.Exchange(ref next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Carries the signal between replicas by Redis. A lost one costs a stream its next heartbeat, not an alert.</summary>
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
            // The client subscribes by itself once the server answers.
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

    [LoggerMessage(LogLevel.Warning, "Redis does not answer; streams of other replicas wait for their heartbeat")]
    private static partial void LogUnreachable(ILogger log, Exception e);
}
