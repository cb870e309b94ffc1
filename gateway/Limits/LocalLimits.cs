using System.Collections.Concurrent;

namespace Exchange.Gateway.Limits;

/// <summary>Limits counted in this process: in Standalone, and in a gateway while Redis does not answer.</summary>
internal sealed class LocalLimits(TimeProvider clock)
{
    private const int SweepAt = 10_000;

    private readonly ConcurrentDictionary<string, long> full = new(StringComparer.Ordinal);
    private int sweepAt = SweepAt;

    public Verdict Take(string caller, Limit limit)
    {
        var now = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        if (full.Count > Volatile.Read(ref sweepAt))
            Sweep(now);
        while (true)
        {
            var current = full.GetOrAdd(caller, 0);
            var (verdict, next) = CellRate.Decide(current, now, limit);
            if (next == current || full.TryUpdate(caller, next, current))
                return verdict;
        }
    }

    // Removes callers whose whole burst is available again. The next sweep runs when the rest has doubled, so its cost is amortized.
    private void Sweep(long now)
    {
        foreach (var entry in full)
        {
            if (entry.Value <= now)
                full.TryRemove(entry);
        }

        Volatile.Write(ref sweepAt, Math.Max(SweepAt, full.Count * 2));
    }
}
