namespace Exchange.Matching;

/// <summary>
/// A name as words with kinds, ready to be compared. Parsing never throws: it reads the first 300 characters and the first 14 words of any text.
/// A parsed name does not change; callers may keep it.
/// </summary>
public sealed class ParsedName
{
    /// <summary>How many words are kept.</summary>
    public const int MaxWords = 14;

    private readonly NameWord[] _words;
    private readonly NameWord?[] _joined;

    private ParsedName(NameKind kind, string text, string own, NameReading reading)
    {
        (Kind, Text, Own, _words, LegalForms, Particles) = (kind, text, own, [.. reading.Words.Take(MaxWords)], reading.Forms, reading.Particles);
        TooLittle = Judge();
        HasDistinctive = Array.Exists(_words, word => word.Names);
        _joined = new NameWord?[_words.Length * (MostJoined - 1)];
    }

    /// <summary>Whose name it is.</summary>
    public NameKind Kind { get; }

    /// <summary>The whole name in Latin letters, lower case, a space between words. Two names with the same text and kind are the same.</summary>
    public string Text { get; }

    /// <summary>The words that are compared: 0 to 14, in order.</summary>
    public IReadOnlyList<NameWord> Words => _words;

    /// <summary>The classes of the legal forms that were found (<c>llc</c>, <c>jsc</c>, …), each once.</summary>
    public IReadOnlyList<string> LegalForms { get; }

    /// <summary>The words that were left out: articles, prepositions, titles.</summary>
    public IReadOnlyList<string> Particles { get; }

    /// <summary>Whether the name says enough to search for it.</summary>
    public bool IsSearchable => TooLittle == TooLittle.No;

    /// <summary>Why it cannot be searched, or <see cref="TooLittle.No"/>.</summary>
    public TooLittle TooLittle { get; }

    /// <summary>The whole name in its own script, folded.</summary>
    internal string Own { get; }

    /// <summary>Whether a word names a subject; else numbers do.</summary>
    internal bool HasDistinctive { get; }

    internal ReadOnlySpan<NameWord> Span => _words;

    /// <summary>How many words are joined at most to meet one word of the other name.</summary>
    internal const int MostJoined = 4;

    /// <summary>Two to four words as one. Kept, since a name is compared with many.</summary>
    internal NameWord Joined(int from, int count)
    {
        ref var kept = ref _joined[from * (MostJoined - 1) + count - 2];
        return kept ??= count == 2 ? _words[from].With(_words[from + 1]) : Joined(from, count - 1).With(_words[from + count - 1]);
    }

    /// <summary>Reads a name. Any text is allowed, also an empty one.</summary>
    public static ParsedName Parse(string name, NameKind kind = NameKind.Unknown)
    {
        var raw = NameText.Words(name, kind);
        return new(kind, string.Join(' ', raw.Select(word => word.Latin)), string.Join(' ', raw.Select(word => word.Own)), NameReading.Of(raw, kind));
    }

    private TooLittle Judge()
    {
        if (_words.Length == 0) return LegalForms.Count + Particles.Count > 0 ? TooLittle.FormsAndParticlesAlone : TooLittle.Empty;
        return Array.Exists(_words, word => word.Script == WordScript.Syllable || (word.Kind != WordKind.Initial && word.Text.Length > 1)) ? TooLittle.No : TooLittle.InitialsAlone;
    }
}
