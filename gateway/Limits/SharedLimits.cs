using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Exchange.Gateway.Limits;

/// <summary>Limits counted in Redis for all gateways together, and in this process while Redis does not answer.</summary>
internal sealed partial class SharedLimits(IConnectionMultiplexer redis, LocalLimits local, TimeProvider clock, ILogger<SharedLimits> log)
{
    // A request waits no longer than this for Redis; after a timeout, requests do not wait at all during the pause.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // CellRate.Decide by the clock of Redis, since gateways' clocks may differ. Requests of a local burst count from its start.
    // string.format, because Lua shortens large numbers.
    private const string Script = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local interval, burst, uncounted, ago = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local before = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now - ago) + interval * uncounted
        local full = math.max(before, now) + interval
        local allowedAt = full - interval * burst
        local allowed = allowedAt <= now
        if not allowed then full = before end
        if full > now then redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000)) end
        if not allowed then return {0, 0, allowedAt - now} end
        return {1, math.floor((now - allowedAt) / interval), 0}
        """;

    private readonly ConcurrentDictionary<string, LocalBurst> members = new(StringComparer.Ordinal);
    private long pausedUntil;

    /// <summary>Decides a request of a member. Far from its limit most requests are decided here; the next call reports them to Redis.</summary>
    public async ValueTask<Verdict> TakeMemberAsync(string caller, Limit limit)
    {
        // One entry a member. Addresses are not bounded, and so have none.
        var burst = members.GetOrAdd(caller, static _ => new LocalBurst());
        if (burst.TryTake(Now) is { } taken)
            return taken;
        var (reported, call) = burst.Report((count, since) => CountAsync(caller, limit, count, (Now - since) / TimeSpan.TicksPerMicrosecond));
        if (await call is not { } verdict)
            return local.Take(caller, limit);
        burst.Renew(reported, verdict, Now);
        return verdict;
    }

    /// <summary>Decides a request of an address, always by Redis.</summary>
    public async ValueTask<Verdict> TakeAsync(string caller, Limit limit) => await CountAsync(caller, limit, 0, 0) ?? local.Take(caller, limit);

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Counts a request, and <paramref name="uncounted"/> earlier ones that began <paramref name="ago"/> microseconds ago. Returns null while Redis does not answer.</summary>
    private async Task<Verdict?> CountAsync(string caller, Limit limit, long uncounted, long ago)
    {
        var now = Now;
        if (now < Volatile.Read(ref pausedUntil))
            return null;
        try
        {
            var answer = (long[]?)await redis.GetDatabase()
                .ScriptEvaluateAsync(Script, [$"exchange:gateway:limit:{caller}"], [limit.Interval, limit.Burst, uncounted, ago]).WaitAsync(Timeout, clock);
            return new Verdict(answer![0] == 1, answer[1], TimeSpan.FromMicroseconds(answer[2]));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref pausedUntil, now + Pause.Ticks) <= now)
                LogLocal(log, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer ({Exception}); this process counts limits alone until it does")]
    private static partial void LogLocal(ILogger log, string exception);

    /// <summary>
    /// Requests that one caller may send before Redis counts them: for a moment, a small part of what its limit leaves. Through one gateway
    /// no more than the limit passes. Each further gateway adds at most that part, which Redis counts a moment later. Near the limit Redis
    /// counts every request first.
    /// </summary>
    private sealed class LocalBurst
    {
        private const int Part = 16;
        private const long Moment = TimeSpan.TicksPerMillisecond * 100;

        private readonly Lock gate = new();
        private long left;
        private long remaining;
        private long renewed;
        private long renewedAt;
        private long taken;
        private long since;
        private long reported;

        public Verdict? TryTake(long now)
        {
            lock (gate)
            {
                if (left == 0 || now < renewedAt || renewedAt + Moment < now)
                    return null;
                if (taken == 0)
                    since = now;
                (left, taken, remaining) = (left - 1, taken + 1, remaining - 1);
                return new(true, remaining, TimeSpan.Zero);
            }
        }

        /// <summary>
        /// Calls Redis with the number of requests taken since the last call and the time of the first. Returns the number of requests
        /// reported up to and including this call.
        /// </summary>
        public (long Reported, Task<Verdict?> Call) Report(Func<long, long, Task<Verdict?>> count)
        {
            lock (gate)
            {
                var before = taken;
                reported += before + 1;
                (left, taken) = (0, 0);
                // Sent within the lock: Redis receives calls in the order of their numbers.
                return (reported, count(before, since));
            }
        }

        /// <summary>
        /// Starts a new burst from an answer of Redis, less what was reported or taken after its call. An answer that is older than the last
        /// one used is ignored: other gateways have let requests through since.
        /// </summary>
        public void Renew(long reportedThen, Verdict verdict, long now)
        {
            lock (gate)
            {
                if (reportedThen <= renewed)
                    return;
                remaining = verdict.Remaining - (reported - reportedThen) - taken;
                (left, renewed, renewedAt) = (Math.Max(0, remaining / Part), reported, now);
            }
        }
    }
}
