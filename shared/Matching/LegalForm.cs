namespace Exchange.Matching;

/// <summary>Finds legal forms among the words of a name.</summary>
internal static class LegalForm
{
    /// <summary>How many words from here on are a legal form, the longest that fits; 0 if none.</summary>
    public static int At(List<RawWord> words, int from, out string? form)
    {
        for (var length = Math.Min(Vocabulary.LongestForm, words.Count - from); length > 0; length--)
        {
            if (Vocabulary.Forms.TryGetValue(Table.Phrase(words, from, length), out form) && Stands(words, from, length)) return length;
            if (length > 1 && from > 0 && SpacedLetters(words, from, length) is { } joined && Vocabulary.Forms.TryGetValue(joined, out form)) return length;
        }
        form = null;
        return 0;
    }

    // Short forms are also parts of names: they stand first, last, or beside the end. "company" and "co" stand anywhere.
    private static bool Stands(List<RawWord> words, int from, int length)
    {
        if (length > 1) return true;
        if (words[from].Script == WordScript.Syllable) return false; // one sign sounds like a form by chance
        var word = words[from].Latin;
        return word.Length > 2 || word == "co" || from == 0 || from >= words.Count - 2;
    }

    // "S A" is "SA", but "A B C Trading" is not a Swedish AB.
    private static string? SpacedLetters(List<RawWord> words, int from, int length)
    {
        for (var i = from; i < from + length; i++)
        {
            if (!words[i].IsOneLetter) return null;
        }
        if (words[from - 1].IsOneLetter || (from + length < words.Count && words[from + length].IsOneLetter)) return null;
        return string.Concat(words.Skip(from).Take(length).Select(word => word.Latin));
    }
}
