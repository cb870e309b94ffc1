using System.Diagnostics;

namespace Exchange.Benchmarks.Harness;

/// <summary>A program under measurement: its name, and how it takes its turn.</summary>
internal sealed record Contender(string Name, Func<TimeSpan, Task<Throughput>> TurnAsync);

/// <summary>
/// Contenders take turns (A B A B …), so that other load on the machine affects all of them. They are compared round by
/// round.
/// </summary>
internal static class Duel
{
    public static async Task<IReadOnlyDictionary<string, Series>> RunAsync(string benchmark, Run run, params Contender[] contenders)
    {
        foreach (var contender in contenders)
        {
            Progress.Say($"{benchmark}: warming up {contender.Name}");
            var (watch, answered) = (Stopwatch.StartNew(), 0);
            while (answered < run.WarmUp && watch.Elapsed < run.LongestWarmUp) answered += (await contender.TurnAsync(run.Turn)).Latency.Count;
        }
        var rounds = contenders.ToDictionary(c => c.Name, _ => new List<Throughput>());
        for (var round = 1; round <= run.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var turn = await contender.TurnAsync(run.Turn);
                rounds[contender.Name].Add(turn);
                Progress.Say($"{benchmark}: round {round} of {run.Rounds}: {contender.Name} {turn.Rate:N0}/s");
            }
        }
        return rounds.ToDictionary(r => r.Key, r => new Series(r.Value));
    }
}

/// <summary>The turns of one contender.</summary>
internal sealed class Series(IReadOnlyList<Throughput> turns)
{
    public Samples Rates { get; } = new(turns.Select(t => t.Rate));

    /// <summary>The median latency of each turn.</summary>
    public Samples Latencies { get; } = new(turns.Select(t => t.Latency.Median));

    /// <summary>The 99th percentile of each turn.</summary>
    public Samples Tails { get; } = new(turns.Select(t => t.Latency.Percentile(99)));

    /// <summary>The rates of this contender divided by those of the other, round by round.</summary>
    public Samples RateBeside(Series other) => new(turns.Zip(other.Turns, (mine, its) => mine.Rate / its.Rate));

    private IReadOnlyList<Throughput> Turns => turns;
}
