namespace Exchange.Matching;

/// <summary>
/// The keys by which candidates are found: two names that can be the same share at least one. A register stores the keys of each name and asks for any of
/// the keys of a question, with an ordinary index of <c>bigint</c>. They are the same in every process; a change of the code or a table that changes
/// keys raises <see cref="KeyVersion"/>, and stored keys are made again.
/// </summary>
public static class NameKeys
{
    /// <summary>The version of keys and signatures.</summary>
    public const int KeyVersion = 1;

    private const int MostWords = 5;

    /// <summary>The keys to store for a name: 0 to about 120, each once, in ascending order. None for a name that cannot be searched.</summary>
    public static IReadOnlyList<long> ToStore(ParsedName name) => Of(name, asked: false);

    /// <summary>The keys to ask for: those of the same name, and fewer that cast wide.</summary>
    public static IReadOnlyList<long> ToAsk(ParsedName name) => Of(name, asked: true);

    private static long[] Of(ParsedName name, bool asked)
    {
        if (!name.IsSearchable) return [];
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var parts = name.Words.Where(word => word.Names || word.Kind is WordKind.Initial or WordKind.Number)
            .OrderByDescending(word => word.Sound.Length).ThenBy(word => word.Position).Take(MostWords).Select(word => new KeyWord(word)).ToList();
        var words = parts.FindAll(part => part.Word.Names);
        if (words.Count == 0) words = parts;

        AddLone(keys, words, asked);
        foreach (var word in words)
        {
            foreach (var other in parts)
            {
                if (!ReferenceEquals(word, other)) AddPair(keys, word, other, name.Kind, asked);
            }
        }
        AddJoined(keys, name);
        return [.. keys.Select(key => (long)StableHash.Of(key)).Distinct().Order()];
    }

    // A lone word has no second one to narrow it: one letter may be missing or wrong, in its consonants or, if it is short, in its sound.
    private static void AddLone(SortedSet<string> keys, List<KeyWord> words, bool asked)
    {
        if (words.Count == 1) AddWithErrors(keys, words[0]);
        else if (asked && words.Count == 2)
        {
            foreach (var word in words) keys.Add($"1:{word.Key}");
        }
    }

    private static void AddWithErrors(SortedSet<string> keys, KeyWord word)
    {
        keys.Add($"1:{word.Key}");
        if (word.Key.Length >= 4) AddDeletions(keys, "1:", word.Key);
        if (word.Word.Sound.Length is < 4 or > 6) return;
        keys.Add($"d:{word.Word.Sound}");
        AddDeletions(keys, "d:", word.Word.Sound);
    }

    private static void AddDeletions(SortedSet<string> keys, string prefix, string text)
    {
        for (var i = 0; i < text.Length; i++) keys.Add(prefix + text.Remove(i, 1));
    }

    // One word in full, and another by its first two sounds, its first and last, or its last two: a fault elsewhere in it does not matter.
    private static void AddPair(SortedSet<string> keys, KeyWord word, KeyWord other, NameKind kind, bool asked)
    {
        if (other.Word.Kind == WordKind.Initial)
        {
            keys.Add($"i:{word.Key}:{other.First}");
            return;
        }
        keys.Add($"p:{word.Key}:{other.FirstTwo}");
        keys.Add($"f:{word.Key}:{other.FirstAndLast}");
        keys.Add($"s:{word.Key}:{other.LastTwo}");
        if (!asked && kind != NameKind.Organization) keys.Add($"i:{word.Key}:{other.First}");
        // A given name in another form begins otherwise: Bill and William.
        if (other.Word is { Kind: WordKind.GivenName, Concept: { } concept }) keys.Add($"g:{word.Key}:{concept}");
        if (word.Key.Length is 2 or 3 && word.Word.Sound.Length >= 4)
        {
            // Short words: a wrong consonant in one, the other in full.
            for (var i = 0; i < word.Key.Length; i++) keys.Add($"x:{word.Key.Remove(i, 1)}:{other.Key}");
        }
    }

    // Two to four words written as one: with the other words of the name, and alone.
    private static void AddJoined(SortedSet<string> keys, ParsedName name)
    {
        for (var from = 0; from < name.Words.Count; from++)
        {
            if (!name.Words[from].Names) continue;
            for (var count = 2; count <= ParsedName.MostJoined && from + count <= name.Words.Count && name.Words[from + count - 1].Names; count++)
            {
                if (name.Words.Count(word => word.Names) > ParsedName.MostJoined) continue;
                var joined = new KeyWord(name.Joined(from, count));
                if (joined.Word.Script == WordScript.Syllable) AddWithErrors(keys, joined); // signs are read in more than one way
                else keys.Add($"1:{joined.Key}");
            }
        }
    }
}
