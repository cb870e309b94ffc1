using System.Collections.Concurrent;

namespace Exchange.Gateway.Limits;

/// <summary>Counts in this process alone: standalone, or while Redis does not answer.</summary>
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
            var known = full.GetOrAdd(caller, 0);
            var (verdict, next) = CellRate.Decide(known, now, limit);
            if (next == known || full.TryUpdate(caller, next, known))
                return verdict;
        }
    }

    // Whoever has its whole reserve back needs no entry. Amortized: the next sweep comes when what is left has doubled.
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
