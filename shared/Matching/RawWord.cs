namespace Exchange.Matching;

/// <summary>How a script writes words.</summary>
internal enum WordScript
{
    /// <summary>Vowels and consonants.</summary>
    Letters,

    /// <summary>Mostly consonants: Arabic, Hebrew, Syriac, Thaana.</summary>
    Consonants,

    /// <summary>A syllable a sign: Han and Hangul. Each is a word of its own.</summary>
    Syllable,
}

/// <summary>A word before its kind is known: in Latin letters, and in its own script.</summary>
internal readonly record struct RawWord(string Latin, string Own, WordScript Script)
{
    public bool IsOneLetter => Latin.Length == 1 && Script != WordScript.Syllable && char.IsAsciiLetterLower(Latin[0]);
}
