namespace Exchange.Matching;

/// <summary>Reads the tables beside the code (<c>Tables/*.txt</c>).</summary>
internal static class Table
{
    /// <summary>The lines of a table, without comments and empty lines.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no table {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    /// <summary>The phrases of lines <c>CLASS: PHRASE | PHRASE</c>, in the form of <see cref="Phrase(string)"/>. A phrase belongs to the first class that has it.</summary>
    public static Dictionary<string, string> Phrases(string name)
    {
        var phrases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Lines(name))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            phrases.TryAdd(line[..colon], line[..colon]);
            foreach (var phrase in line[(colon + 1)..].Split('|')) phrases.TryAdd(Phrase(phrase), line[..colon]);
        }
        phrases.Remove("");
        return phrases;
    }

    /// <summary>All words of a table of plain words.</summary>
    public static HashSet<string> Words(string name) =>
        [.. Lines(name).SelectMany(line => NameText.Words(line, NameKind.Organization)).Select(word => word.Latin)];

    /// <summary>The form in which phrases are looked up.</summary>
    public static string Phrase(string text) => Phrase([.. NameText.Words(text, NameKind.Organization)], 0, int.MaxValue);

    /// <summary>The same for some words of a name. The German spelling of umlauts counts like the bare vowel.</summary>
    public static string Phrase(List<RawWord> words, int from, int count)
    {
        var phrase = string.Join(' ', words.Skip(from).Take(count).Select(word => word.Latin));
        if (phrase.Length < 5) return phrase;
        return phrase.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
    }
}
