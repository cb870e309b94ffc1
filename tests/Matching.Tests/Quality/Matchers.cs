using Exchange.Matching.Tests.Pairs;

namespace Exchange.Matching.Tests.Quality;

/// <summary>Our matcher, and those that it is compared with. The others get our Latin text, or they could not read most scripts.</summary>
internal static class Matchers
{
    private static readonly F23.StringSimilarity.JaroWinkler Plain = new();

    public static double Ours(LabelledPair pair) => NameScore.ValueOf(ParsedName.Parse(pair.Left, pair.Kind), ParsedName.Parse(pair.Right, pair.Kind));

    public static double JaroWinkler(LabelledPair pair) => Plain.Similarity(Text(pair.Left, pair.Kind), Text(pair.Right, pair.Kind));

    public static double TokenSet(LabelledPair pair) => FuzzySharp.Fuzz.TokenSetRatio(Text(pair.Left, pair.Kind), Text(pair.Right, pair.Kind)) / 100.0;

    public static double Trigram(LabelledPair pair) => Trigrams.Similarity(Text(pair.Left, pair.Kind), Text(pair.Right, pair.Kind));

    private static string Text(string name, NameKind kind) => ParsedName.Parse(name, kind).Text;
}
