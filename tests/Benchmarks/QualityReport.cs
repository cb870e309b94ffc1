using System.Diagnostics;
using System.Globalization;
using System.Text;
using Exchange.Benchmarks.Harness;
using Exchange.Matching;
using Exchange.Matching.Tests.Pairs;
using Exchange.Matching.Tests.Quality;

namespace Exchange.Benchmarks;

/// <summary>How well the matcher tells names apart, on the reporting half of the labelled set, beside other matchers.</summary>
internal static class QualityReport
{
    public const string Name = "quality";

    /// <summary>The document that the report is written to.</summary>
    public const string Document = "screening.md";

    private const double LeastF1 = 0.95;

    /// <summary>The section of the document.</summary>
    public static string Make()
    {
        var pairs = LabelledPair.Read(Path.Combine(Repository.Root, "tests", "Matching.Tests", "Pairs", "pairs.tsv")).Where(pair => pair.IsReported).ToList();
        var ours = Accuracy.Score(pairs, Matchers.Ours);
        var fixedOnes = Accuracy.At(Bands.Possible, ours);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{pairs.Count:N0} pairs, of which {pairs.Count(pair => pair.Same)} are the same subject.\n\n");
        text.Append("| matcher | threshold | precision | recall | F1 |\n|---|---|---|---|---|\n");
        Line(text, "**ours**, `possible`, fixed", fixedOnes);
        Line(text, "ours, `strong`, fixed", Accuracy.At(Bands.Strong, ours));
        Line(text, "Jaro-Winkler, at its best", Accuracy.Best(Accuracy.Score(pairs, Matchers.JaroWinkler)));
        Line(text, "FuzzySharp token set, at its best", Accuracy.Best(Accuracy.Score(pairs, Matchers.TokenSet)));
        Line(text, "`pg_trgm` similarity, at its best", Accuracy.Best(Accuracy.Score(pairs, Matchers.Trigram)));
        text.Append(CultureInfo.InvariantCulture, $"\nTarget: F1 of at least {LeastF1} at `possible`: {(fixedOnes.F1 >= LeastF1 ? "pass" : "**miss**")}.\n\n");
        text.Append("By language, ours at `possible`:\n\n| language | pairs | precision | recall | F1 |\n|---|---|---|---|---|\n");
        foreach (var language in pairs.GroupBy(pair => pair.Language))
        {
            var accuracy = Accuracy.At(Bands.Possible, Accuracy.Score(language, Matchers.Ours));
            text.Append(CultureInfo.InvariantCulture, $"| {language.Key} | {language.Count()} | {accuracy.Precision:0.00} | {accuracy.Recall:0.00} | {accuracy.F1:0.00} |\n");
        }
        var (score, parse) = Times(pairs);
        text.Append(CultureInfo.InvariantCulture, $"\nComparing two parsed names takes {score:0.0} µs, parsing one {parse:0} µs: the median of {Rounds} rounds over these pairs, one thread.\n");
        return text.ToString();
    }

    private const int Rounds = 21;

    private static void Line(StringBuilder text, string matcher, Accuracy accuracy) => text.Append(CultureInfo.InvariantCulture,
        $"| {matcher} | {accuracy.Threshold:0.00} | {accuracy.Precision:0.000} | {accuracy.Recall:0.000} | {accuracy.F1:0.000} |\n");

    // Half of the comparisons are of names that have nothing in common, as most candidates of a search do.
    private static (double Score, double Parse) Times(List<LabelledPair> pairs)
    {
        var parsed = pairs.ConvertAll(pair => (Left: ParsedName.Parse(pair.Left, pair.Kind), Right: ParsedName.Parse(pair.Right, pair.Kind)));
        var (scores, parses) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < parsed.Count; i++)
            {
                NameScore.ValueOf(parsed[i].Left, parsed[i].Right);
                NameScore.ValueOf(parsed[i].Left, parsed[^(i + 1)].Right);
            }
            scores.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / (2 * parsed.Count));
            started = Stopwatch.GetTimestamp();
            foreach (var pair in pairs) ParsedName.Parse(pair.Left, pair.Kind);
            parses.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / pairs.Count);
        }
        return (scores.Order().ElementAt(Rounds / 2), parses.Order().ElementAt(Rounds / 2));
    }
}
