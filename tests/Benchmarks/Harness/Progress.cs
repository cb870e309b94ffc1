using System.Diagnostics;
using System.Globalization;

namespace Exchange.Benchmarks.Harness;

/// <summary>Tells on the terminal how far the run is; results alone go to the standard output.</summary>
internal static class Progress
{
    private static readonly Stopwatch Since = Stopwatch.StartNew();

    public static void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Since.Elapsed:mm\\:ss}] {what}"));
}
