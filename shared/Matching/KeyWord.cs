namespace Exchange.Matching;

/// <summary>A word by the classes of its consonants, as keys have it.</summary>
internal sealed class KeyWord
{
    private const int Longest = 7;

    public KeyWord(NameWord word)
    {
        Word = word;
        First = FirstOf(word.Sound[0]);
        var classes = word.Kind == WordKind.Number ? "#" + word.Concept : ConsonantSkeleton.Classes(word.Consonants);
        Last = classes.Length >= 2 ? classes[^2..] : "";
        Key = classes.Length >= 2 ? classes[..Math.Min(Longest, classes.Length)] : $"~{classes}{word.Sound[0]}";
    }

    public NameWord Word { get; }

    /// <summary>The consonant classes, at most seven; for a word with fewer than two, with its first sound.</summary>
    public string Key { get; }

    /// <summary>The class of the first sound; all vowels are one.</summary>
    public char First { get; }

    public string FirstTwo => $"{First}{(SoundFold.IsVowel(Word.Sound[0]) ? Key[0] : Key[1])}";

    public string FirstAndLast => $"{First}{LastTwo[^1]}";

    public string LastTwo => Last.Length > 0 ? Last : Key[^2..];

    // Of the whole word, not of the seven classes that the key keeps.
    private string Last { get; }

    // Here h counts as k: both stand for kh.
    private static char FirstOf(char sound) => SoundFold.IsVowel(sound) ? 'a' : sound == 'h' ? 'k' : ConsonantSkeleton.Class(sound);
}
