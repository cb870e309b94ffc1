namespace Exchange.Matching;

/// <summary>The parts of Arabic names: the article, "son of", and "servant of", which is one word with the next.</summary>
internal static class ArabicName
{
    private static readonly string[] Servant = ["abd", "abdul", "abdel", "abdal", "abdur", "abdol", "abdu", "abdar", "abdoul"];
    private static readonly string[] Articles = ["al", "el", "ul", "ur", "ar", "as", "ol", "er"];

    /// <summary>Drops the article (and "to the") that is written together with an Arabic word.</summary>
    public static RawWord WithoutArticle(RawWord word)
    {
        if (word.Script != WordScript.Consonants || word.Own[0] is < '\u0600' or > '\u06ff') return word;
        if (word.Own is "بن" or "ابن") return word with { Latin = "bin" };
        return word.Own.Length > 4 && word.Latin.Length > 2 && (word.Own.StartsWith("ال", StringComparison.Ordinal) || word.Own.StartsWith("لل", StringComparison.Ordinal))
            ? word with { Latin = word.Latin[2..] }
            : word;
    }

    public static bool IsSonOf(RawWord word) => word.Latin is "bin" or "ibn" or "ben" or "bint";

    /// <summary>"Abd al-Rahman", "Abdul Rahman" and "Abdurrahman" as <c>abdrahman</c>. Moves past the words that it takes.</summary>
    public static RawWord ServantOf(List<RawWord> words, ref int i, RawWord word)
    {
        if (Array.IndexOf(Servant, word.Latin) >= 0)
        {
            var next = i + 1;
            while (next < words.Count && Array.IndexOf(Articles, words[next].Latin) >= 0) next++;
            if (next >= words.Count || words[next].Latin.Length < 3) return word;
            i = next;
            return word with { Latin = "abd" + WithoutArticle(words[next]).Latin };
        }
        foreach (var prefix in Servant)
        {
            if (prefix.Length == 5 && word.Latin.Length > 7 && word.Latin.StartsWith(prefix, StringComparison.Ordinal)) return word with { Latin = "abd" + word.Latin[5..] };
        }
        return word;
    }
}
