namespace Exchange.Matching;

/// <summary>Reads Roman numerals from 1 to 39, as names of funds and plants have them.</summary>
internal static class RomanNumeral
{
    /// <summary>The number, or null. One letter, "xi" and "vi" are read as numbers only at the end: elsewhere they are more often names.</summary>
    public static int? Read(string word, bool atEnd)
    {
        if (word.Length is 0 or > 5 || (!atEnd && word is "xi" or "vi" or "i" or "v" or "x") || word.AsSpan().ContainsAnyExcept("ivx")) return null;
        var sum = 0;
        for (var i = 0; i < word.Length; i++)
        {
            sum += i + 1 < word.Length && Value(word[i]) < Value(word[i + 1]) ? -Value(word[i]) : Value(word[i]);
        }
        return sum;
    }

    private static int Value(char c) => c switch { 'i' => 1, 'v' => 5, _ => 10 };
}
