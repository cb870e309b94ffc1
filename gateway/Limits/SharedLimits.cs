using StackExchange.Redis;

namespace Exchange.Gateway.Limits;

/// <summary>Counts in Redis, for all gateways together; in this process alone while Redis does not answer.</summary>
internal sealed partial class SharedLimits(IConnectionMultiplexer redis, LocalLimits local, TimeProvider clock, ILogger<SharedLimits> log)
{
    // A request waits no longer than this for its limit, and after that others do not wait at all for a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // CellRate.Decide, by the clock of Redis: gateways' own may differ. string.format, as Lua would shorten large numbers.
    private const string Script = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
        local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + interval
        local allowedAt = full - interval * burst
        if allowedAt > now then return {0, 0, allowedAt - now} end
        redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
        return {1, math.floor((now - allowedAt) / interval), 0}
        """;

    private long pausedUntil;

    public async ValueTask<Verdict> TakeAsync(string caller, Limit limit)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (now < Volatile.Read(ref pausedUntil))
            return local.Take(caller, limit);
        try
        {
            var answer = (long[]?)await redis.GetDatabase()
                .ScriptEvaluateAsync(Script, [$"exchange:limit:{caller}"], [limit.Interval, limit.Burst]).WaitAsync(Patience);
            return new(answer![0] == 1, answer[1], TimeSpan.FromMicroseconds(answer[2]));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref pausedUntil, now + Pause.Ticks) <= now)
                LogLocal(log, e.GetType().Name);
            return local.Take(caller, limit);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer ({Exception}); limits are counted in this process for now")]
    private static partial void LogLocal(ILogger log, string exception);
}
