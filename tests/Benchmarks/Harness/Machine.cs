using System.Globalization;
using System.Runtime.InteropServices;

namespace Exchange.Benchmarks.Harness;

/// <summary>Describes where and when figures were measured; they hold only for that machine.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(Run run)
    {
        var processor = await ReadAsync("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        IEnumerable<string> parts =
        [
            $"{Environment.ProcessorCount} × {processor}",
            string.Create(CultureInfo.InvariantCulture, $"{memory:0} GB of memory"),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            .. await run.OriginsAsync(),
        ];
        return $"Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on {string.Join("; ", parts)}; servers, services and load on the same machine.";
    }

    private static async Task<string?> ReadAsync(string file, string key) => File.Exists(file)
        ? (await File.ReadAllLinesAsync(file)).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
