using System.Diagnostics;
using System.Globalization;

namespace Exchange.Benchmarks.Harness;

/// <summary>Reports progress on the terminal; only results go to standard output.</summary>
internal static class Progress
{
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    public static void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Since.Elapsed:mm\\:ss}] {what}"));
}
