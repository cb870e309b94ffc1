namespace Exchange.Matching;

/// <summary>Gives the words of a name their kinds, in the order of the steps below.</summary>
internal sealed class NameReading
{
    private readonly NameKind _kind;
    private List<RawWord> _rest;

    private NameReading(List<RawWord> words, NameKind kind) => (_rest, _kind) = (words, kind);

    public List<NameWord> Words { get; } = [];

    public List<string> Forms { get; } = [];

    public List<string> Particles { get; } = [];

    public static NameReading Of(List<RawWord> words, NameKind kind)
    {
        var reading = new NameReading(words, kind);
        reading.TakeLegalForms();
        reading.JoinSpacedLetters();
        reading.ReadWords();
        reading.GenericWordsNameWhereNothingElseDoes();
        reading.AcronymsCountLittle();
        return reading;
    }

    private void TakeLegalForms()
    {
        if (_kind == NameKind.Person || (_kind == NameKind.Unknown && _rest.Count == 1)) return;
        var kept = new List<RawWord>(_rest.Count);
        for (var i = 0; i < _rest.Count;)
        {
            var length = LegalForm.At(_rest, i, out var form);
            if (length == 0) kept.Add(_rest[i++]);
            else if (!Forms.Contains(form!)) Forms.Add(form!);
            i += length;
        }
        _rest = kept;
    }

    // "A B C Trading" is "ABC Trading". Of an unknown kind, two letters can be the initials of a person.
    private void JoinSpacedLetters()
    {
        if (_kind == NameKind.Person) return;
        for (var i = 0; i < _rest.Count; i++)
        {
            var end = i;
            while (end < _rest.Count && _rest[end].IsOneLetter) end++;
            if (end - i < (_kind == NameKind.Organization || end - i == _rest.Count ? 2 : 3)) continue;
            var run = _rest.GetRange(i, end - i);
            _rest[i] = new(string.Concat(run.Select(word => word.Latin)), string.Concat(run.Select(word => word.Own)), run[0].Script);
            _rest.RemoveRange(i + 1, end - i - 1);
        }
    }

    private void ReadWords()
    {
        var keepParticles = _rest.TrueForAll(word => word.Script != WordScript.Syllable && Vocabulary.Particles.Contains(word.Latin)) && _rest.Exists(word => word.Latin.Length > 2);
        var afterSonOf = false;
        for (var i = 0; i < _rest.Count; i++)
        {
            var word = ArabicName.WithoutArticle(_rest[i]);
            if (ArabicName.IsSonOf(word) && i > 0 && i < _rest.Count - 1)
            {
                Particles.Add(word.Latin);
                afterSonOf = true;
                continue;
            }
            if (!keepParticles && IsParticle(word, i))
            {
                Particles.Add(word.Latin);
                continue;
            }
            word = ArabicName.ServantOf(_rest, ref i, word);
            var phrase = GenericAt(i, out var concept);
            if (phrase > 1)
            {
                var whole = _rest.GetRange(i, phrase);
                word = new(string.Join(' ', whole.Select(w => w.Latin)), string.Concat(whole.Select(w => w.Own)), word.Script);
                i += phrase - 1;
            }
            Words.Add(Kinded(word, concept, afterSonOf, i == _rest.Count - 1));
            afterSonOf = false;
        }
    }

    // A single letter inside a person's name, or at either end of any name, is an initial: "e" and "y" are particles too.
    private bool IsParticle(RawWord word, int i)
    {
        if (word.Script == WordScript.Syllable) return false;
        // Titles in short names are more often names: Pan, Haji.
        if (_kind != NameKind.Organization && (_rest.Count > 2 || word.Latin is "mr" or "mrs" or "ms" or "dr") && Vocabulary.Titles.Contains(word.Latin)) return true;
        if (!Vocabulary.Particles.Contains(word.Latin)) return false;
        return word.Latin.Length > 1 || (_kind != NameKind.Person && i > 0 && i < _rest.Count - 1);
    }

    private int GenericAt(int i, out string? concept)
    {
        concept = null;
        if (_kind == NameKind.Person) return 0;
        for (var length = Math.Min(Vocabulary.LongestGeneric, _rest.Count - i); length > 0; length--)
        {
            if (Vocabulary.Generics.TryGetValue(Table.Phrase(_rest, i, length), out concept)) return length;
        }
        return 0;
    }

    private NameWord Kinded(RawWord word, string? concept, bool afterSonOf, bool atEnd)
    {
        NameWord As(WordKind kind, double weight, string? meaning = null) => new(word, kind, meaning, weight, Words.Count, afterSonOf);

        if (!word.Latin.AsSpan().ContainsAnyExceptInRange('0', '9')) return As(WordKind.Number, 1, word.Latin.TrimStart('0'));
        if (word.Script == WordScript.Syllable) return concept is null ? As(WordKind.Distinctive, 1) : As(WordKind.Generic, 0.3, concept);
        if (Words.Count > 0 && _kind != NameKind.Person && RomanNumeral.Read(word.Latin, atEnd) is { } number)
            return As(WordKind.Number, 1, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (word.Latin.Length == 1) return As(WordKind.Initial, 0.5);
        if (concept is not null) return As(WordKind.Generic, concept == "the" ? 0.05 : 0.3, concept);
        if (_kind == NameKind.Organization) return As(WordKind.Distinctive, 1);
        var given = Vocabulary.GivenNames.GetValueOrDefault(word.Latin);
        if (Words.Count > 0 && _rest.Count > 2 && Patronymic.Is(word.Latin)) return As(WordKind.Patronymic, 0.5, given);
        return given is null ? As(WordKind.Distinctive, 1) : As(WordKind.GivenName, 1, given);
    }

    // "Zorvan Industries Group (ZIG)": the last word repeats the others.
    private void AcronymsCountLittle()
    {
        if (_kind == NameKind.Person || Words.Count < 3 || Words[^1] is not { Kind: WordKind.Distinctive, Text.Length: > 2 and < 7 } last) return;
        if (last.Text != string.Concat(Words.Take(Words.Count - 1).Select(word => word.Text[0]))) return;
        Words[^1] = new(new(last.Text, last.Own, last.Script), WordKind.Generic, null, 0.1, last.Position, false);
    }

    private void GenericWordsNameWhereNothingElseDoes()
    {
        if (Words.Count == 0 || Words.Exists(word => word.Kind is not (WordKind.Generic or WordKind.Initial or WordKind.Number))) return;
        for (var i = 0; i < Words.Count; i++)
        {
            var word = Words[i];
            if (word.Kind == WordKind.Generic) Words[i] = new(new(word.Text, word.Own, word.Script), WordKind.Distinctive, word.Concept, 0.8, i, false);
        }
    }
}
