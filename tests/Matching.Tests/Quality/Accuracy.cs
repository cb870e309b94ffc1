using Exchange.Matching.Tests.Pairs;

namespace Exchange.Matching.Tests.Quality;

/// <summary>How well a threshold tells same from different. Each figure is 0 to 1.</summary>
internal sealed record Accuracy(double Threshold, double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>At a threshold that is fixed beforehand.</summary>
    public static Accuracy At(double threshold, IReadOnlyCollection<(double Score, bool Same)> scored)
    {
        var accepted = scored.Count(s => s.Score >= threshold);
        var right = scored.Count(s => s.Score >= threshold && s.Same);
        return new(threshold, accepted == 0 ? 1 : (double)right / accepted, (double)right / scored.Count(s => s.Same));
    }

    /// <summary>At the threshold, in steps of 0.01, that is best on these pairs: more than a user could know.</summary>
    public static Accuracy Best(IReadOnlyCollection<(double Score, bool Same)> scored) =>
        Enumerable.Range(1, 100).Select(hundredths => At(hundredths / 100.0, scored)).MaxBy(accuracy => accuracy.F1)!;

    /// <summary>Scores pairs with a matcher.</summary>
    public static IReadOnlyList<(double Score, bool Same)> Score(IEnumerable<LabelledPair> pairs, Func<LabelledPair, double> matcher) =>
        [.. pairs.Select(pair => (matcher(pair), pair.Same))];
}
