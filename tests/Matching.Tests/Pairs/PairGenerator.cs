namespace Exchange.Matching.Tests.Pairs;

/// <summary>Makes the labelled set: always the same pairs.</summary>
internal static class PairGenerator
{
    private const ulong Seed = 20_261_127;
    private const int Rounds = 5;

    /// <summary>The first line of the file.</summary>
    public const string Columns = "language\trule\tkind\tleft\tright\tlabel";

    /// <summary>The pairs in order, each once, without pairs of equal texts.</summary>
    public static IReadOnlyList<LabelledPair> Make()
    {
        var seen = new HashSet<(string, string)>();
        return [.. InventedLanguages.All.SelectMany(MakeOf).Where(pair => pair.Left != pair.Right && seen.Add((pair.Left, pair.Right)))];
    }

    private static IEnumerable<LabelledPair> MakeOf(InventedLanguage language, int index)
    {
        var random = new Seeded(Seed + (ulong)index);
        var (persons, firms) = (new PersonPairs(language, random), new FirmPairs(language, random));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var pair in persons.Make()) yield return pair;
            foreach (var pair in firms.Make()) yield return pair;
        }
    }
}
