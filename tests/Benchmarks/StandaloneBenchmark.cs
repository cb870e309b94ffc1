using System.Diagnostics;
using System.Globalization;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;
using Exchange.Testing.Servers;

namespace Exchange.Benchmarks;

/// <summary>The time from starting the standalone exchange until it serves, and its memory when idle.</summary>
internal static class StandaloneBenchmark
{
    private const double ReadyTarget = 5;
    private const double MemoryTarget = 300;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<Findings> MeasureAsync(Run run)
    {
        var idle = TimeSpan.FromSeconds(run.Quick ? 3 : 20);
        var (first, again, floor) = (new List<Start>(), new List<Start>(), new List<Start>());
        for (var round = 1; round <= Math.Min(run.Rounds, 3); round++)
        {
            var data = Directory.CreateTempSubdirectory("exchange-bench-").FullName;
            try
            {
                first.Add(await StartAsync(idle, [Repository.Service("Standalone"), "--data", data, "--urls", FreeUrl()]));
                again.Add(await StartAsync(idle, [Repository.Service("Standalone"), "--data", data, "--urls", FreeUrl()]));
                floor.Add(await StartAsync(idle, [Repository.Floors, "floor", EmptyHost.Name, "--urls", FreeUrl()]));
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
            Progress.Say(string.Create(CultureInfo.InvariantCulture,
                $"standalone: round {round}: first {first[^1].Seconds:0.0} s, again {again[^1].Seconds:0.0} s, floor {floor[^1].Seconds:0.0} s; {again[^1].Megabytes:0} MB"));
        }
        return new Findings(
            "Standalone",
            $"`dotnet Exchange.Standalone.dll` until it prints `ready`, and its resident memory {idle.TotalSeconds:0} s later. The floor is an empty minimal API host.",
            [
                Ready("ready, first start (empty data folder)", first, floor),
                Ready("ready, later start", again, floor),
                Memory("resident memory when idle, first start", first, floor),
                Memory("resident memory when idle, later start", again, floor),
            ]);
    }

    private static Finding Ready(string figure, List<Start> starts, List<Start> floor)
    {
        var (ours, its) = (new Samples(starts.Select(s => s.Seconds)), new Samples(floor.Select(s => s.Seconds)));
        return new(figure, Figures.Seconds(ours), Figures.Seconds(its), Figures.Ratio(ours.Median / its.Median), $"≤ {ReadyTarget} s", ours.Greatest <= ReadyTarget);
    }

    private static Finding Memory(string figure, List<Start> starts, List<Start> floor)
    {
        var (ours, its) = (new Samples(starts.Select(s => s.Megabytes)), new Samples(floor.Select(s => s.Megabytes)));
        return new(figure, Figures.Megabytes(ours), Figures.Megabytes(its), Figures.Ratio(ours.Median / its.Median), $"< {MemoryTarget} MB", ours.Greatest < MemoryTarget);
    }

    private static async Task<Start> StartAsync(TimeSpan idle, IEnumerable<string> program)
    {
        var log = Path.GetTempFileName();
        try
        {
            var since = Stopwatch.StartNew();
            await using var process = GuardedProcess.Start(["dotnet", .. program], log);
            while (!(await File.ReadAllLinesAsync(log)).Any(l => l.StartsWith("ready", StringComparison.Ordinal)))
            {
                if (process.HasExited) throw process.Failure("ended during its start");
                if (since.Elapsed > Patience) throw process.Failure("did not become ready");
                await Task.Delay(Look);
            }
            var ready = since.Elapsed;
            await Task.Delay(idle);
            using var running = Process.GetProcessById(process.Pid);
            return new Start(ready.TotalSeconds, running.WorkingSet64 / 1e6);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static string FreeUrl() => $"http://127.0.0.1:{Ports.Free()}";

    private sealed record Start(double Seconds, double Megabytes);
}
