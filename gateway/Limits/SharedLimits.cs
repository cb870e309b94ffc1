using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Exchange.Gateway.Limits;

/// <summary>Counts in Redis, for all gateways together; in this process alone while Redis does not answer.</summary>
internal sealed partial class SharedLimits(IConnectionMultiplexer redis, LocalLimits local, TimeProvider clock, ILogger<SharedLimits> log)
{
    // A request waits no longer than this for its limit, and after that others do not wait at all for a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // CellRate.Decide, by the clock of Redis: gateways' own may differ. What was let through ahead counts from when that began.
    // string.format, as Lua would shorten large numbers.
    private const string Script = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local interval, burst, ahead, ago = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local before = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now - ago) + interval * ahead
        local full = math.max(before, now) + interval
        local allowedAt = full - interval * burst
        local allowed = allowedAt <= now
        if not allowed then full = before end
        if full > now then redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000)) end
        if not allowed then return {0, 0, allowedAt - now} end
        return {1, math.floor((now - allowedAt) / interval), 0}
        """;

    private readonly ConcurrentDictionary<string, Ahead> members = new(StringComparer.Ordinal);
    private long pausedUntil;

    /// <summary>A member far from its limit is mostly let through without asking; Redis is told with the next question.</summary>
    public async ValueTask<Verdict> TakeMemberAsync(string caller, Limit limit)
    {
        // As many as there are members; addresses have no such bound.
        var ahead = members.GetOrAdd(caller, static _ => new Ahead());
        if (ahead.TryTake(Now) is { } taken)
            return taken;
        var (told, asked) = ahead.Ask((before, since) => AskAsync(caller, limit, before, (Now - since) / TimeSpan.TicksPerMicrosecond));
        if (await asked is not { } verdict)
            return local.Take(caller, limit);
        ahead.Answer(told, verdict, Now);
        return verdict;
    }

    public async ValueTask<Verdict> TakeAsync(string caller, Limit limit) => await AskAsync(caller, limit, 0, 0) ?? local.Take(caller, limit);

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Null while Redis does not answer.</summary>
    private async Task<Verdict?> AskAsync(string caller, Limit limit, long ahead, long ago)
    {
        var now = Now;
        if (now < Volatile.Read(ref pausedUntil))
            return null;
        try
        {
            var answer = (long[]?)await redis.GetDatabase()
                .ScriptEvaluateAsync(Script, [$"exchange:limit:{caller}"], [limit.Interval, limit.Burst, ahead, ago]).WaitAsync(Patience, clock);
            return new Verdict(answer![0] == 1, answer[1], TimeSpan.FromMicroseconds(answer[2]));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (Interlocked.Exchange(ref pausedUntil, now + Pause.Ticks) <= now)
                LogLocal(log, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer ({Exception}); limits are counted in this process for now")]
    private static partial void LogLocal(ILogger log, string exception);

    /// <summary>
    /// What a caller may take ahead of Redis: for a moment, a small part of what is left. One gateway lets through no more than the limit
    /// by that, each further one at most that part more, which is counted a moment later; near the limit every request is asked for.
    /// </summary>
    private sealed class Ahead
    {
        private const int Part = 16;
        private const long Moment = TimeSpan.TicksPerMillisecond * 100;

        private readonly Lock gate = new();
        private long left;
        private long remaining;
        private long allowed;
        private long allowedAt;
        private long taken;
        private long since;
        private long told;

        public Verdict? TryTake(long now)
        {
            lock (gate)
            {
                if (left == 0 || now < allowedAt || allowedAt + Moment < now)
                    return null;
                if (taken == 0)
                    since = now;
                (left, taken, remaining) = (left - 1, taken + 1, remaining - 1);
                return new(true, remaining, TimeSpan.Zero);
            }
        }

        /// <summary>Asks, and tells what was taken since the last question and since when; gives all that Redis has been told by then.</summary>
        public (long Told, Task<Verdict?> Asked) Ask(Func<long, long, Task<Verdict?>> ask)
        {
            lock (gate)
            {
                var before = taken;
                told += before + 1;
                (left, taken) = (0, 0);
                // Sent within the lock, so that Redis hears the questions in the order in which they are counted here.
                return (told, ask(before, since));
            }
        }

        /// <summary>
        /// Of what the answer leaves, all is gone already that was asked for or taken after its question. An answer to what was asked before
        /// others let something through is too old: other gateways have gone on since.
        /// </summary>
        public void Answer(long toldThen, Verdict verdict, long now)
        {
            lock (gate)
            {
                if (toldThen <= allowed)
                    return;
                remaining = verdict.Remaining - (told - toldThen) - taken;
                (left, allowed, allowedAt) = (Math.Max(0, remaining / Part), told, now);
            }
        }
    }
}
