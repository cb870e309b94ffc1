using System.Globalization;
using System.Text;

namespace Exchange.Benchmarks.Harness;

/// <summary>One line of results: a figure, its comparison, and the target.</summary>
/// <param name="Target">The target; null if the figure is only reported.</param>
internal sealed record Finding(string Figure, string Measured, string Floor, string Comparison, string? Target = null, bool Met = true);

/// <summary>The results of a benchmark, and how to read them.</summary>
internal sealed record Findings(string Title, string How, IReadOnlyList<Finding> Lines);

/// <summary>Figures as text: the median, then the lowest and the highest.</summary>
internal static class Figures
{
    public static string PerSecond(Samples rates) => Of(rates, "N0", "/s");

    public static string Times(Samples ratios) => Of(ratios, "0.00", "×");

    public static string Milliseconds(Samples times) => Of(times, "0.0", " ms");

    /// <summary>For times below a millisecond.</summary>
    public static string FineMilliseconds(Samples times) => Of(times, "0.000", " ms");

    public static string Milliseconds(double time) => time.ToString("0.0 ms", CultureInfo.InvariantCulture);

    public static string Seconds(Samples times) => Of(times, "0.00", " s");

    public static string Megabytes(Samples sizes) => Of(sizes, "0", " MB");

    public static string Ratio(double ratio) => ratio.ToString("0.00 ×", CultureInfo.InvariantCulture);

    private static string Of(Samples samples, string format, string unit)
    {
        return $"{Text(samples.Median)}{unit} ({Text(samples.Least)}–{Text(samples.Greatest)})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}

/// <summary>Findings as a table.</summary>
internal static class Markdown
{
    public static string Of(Findings findings, string machine, bool quick)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### {findings.Title}\n\n{findings.How}\n");
        text.AppendLine("| figure | measured | floor | compared | target | |\n|---|---|---|---|---|---|");
        foreach (var (figure, measured, floor, comparison, target, met) in findings.Lines)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {figure} | {measured} | {floor} | {comparison} | {target ?? "reported"} | {(target is null ? "" : met ? "pass" : "**miss**")} |");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"\n{machine}{(quick ? " A smoke run, too short for reliable figures." : "")}");
        return text.ToString();
    }
}
