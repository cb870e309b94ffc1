namespace Exchange.Benchmarks.Harness;

/// <summary>Samples of one quantity. The figure is the median; the spread is the lowest and the highest.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public int Count => sorted.Length;
    public double Median => Percentile(50);
    public double Least => sorted[0];
    public double Greatest => sorted[^1];

    /// <summary>The smallest sample that at least <paramref name="percent"/> percent of all samples do not exceed.</summary>
    public double Percentile(double percent) => sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)];
}
