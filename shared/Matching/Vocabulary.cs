namespace Exchange.Matching;

/// <summary>What the tables say about words.</summary>
internal static class Vocabulary
{
    public static readonly Dictionary<string, string> Forms = Table.Phrases("legal-forms");
    public static readonly Dictionary<string, string> Generics = Table.Phrases("generic-words");
    public static readonly Dictionary<string, string> GivenNames = Table.Phrases("given-names");
    public static readonly HashSet<string> Particles = Table.Words("particles");
    public static readonly HashSet<string> Titles = Table.Words("titles");
    public static readonly int LongestForm = Forms.Keys.Max(WordsIn);
    public static readonly int LongestGeneric = Generics.Keys.Max(WordsIn);

    private static int WordsIn(string phrase) => phrase.Count(c => c == ' ') + 1;
}
