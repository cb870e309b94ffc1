using System.Text;

namespace Exchange.Matching;

/// <summary>Writes a Latin word as it sounds, alike for the romanizations in use: sh/sch, kh/h, ou/oo/u, y/i, w/v, doubled letters. A capital is one sound.</summary>
internal static class SoundFold
{
    // The longest and rarest first: the first that fits wins.
    private static readonly (string Letters, string Sound)[] Rules =
    [
        ("shch", "S"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("sh", "S"), ("dj", "J"), ("zh", "J"), ("kh", "h"), ("ch", "C"), ("cz", "C"), ("cs", "C"),
        ("ph", "f"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ks", "x"), ("qu", "k"), ("tz", "c"), ("ts", "c"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
        ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ii", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("aa", "a"), ("eu", "u"), ("ow", "ov"), ("ew", "ev"),
    ];

    /// <summary>The sound of lower-case ASCII letters. Never empty for a word that is not.</summary>
    public static string Of(string word)
    {
        var sound = new StringBuilder(word.Length);
        var i = word.Length > 3 && word[1] == 'e' && word[0] is 'y' or 'i' ? 1 : 0; // Yevgeny, Evgeny
        var first = i;
        while (i < word.Length)
        {
            if (FirstRule(word, i) is { } rule)
            {
                Append(sound, rule.Sound[0]);
                if (rule.Sound.Length > 1) Append(sound, rule.Sound[1]);
                i += rule.Letters.Length;
                continue;
            }
            Append(sound, word[i] switch { 'w' => 'v', 'q' => 'k', 'c' => 'k', 'y' => 'i', 'j' => i == first ? 'J' : 'i', var c => c });
            i++;
        }
        return sound.ToString();
    }

    public static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u';

    private static (string Letters, string Sound)? FirstRule(string word, int at)
    {
        foreach (var rule in Rules)
        {
            if (string.CompareOrdinal(word, at, rule.Letters, 0, rule.Letters.Length) == 0) return rule;
        }
        return null;
    }

    private static void Append(StringBuilder sound, char c)
    {
        if (sound.Length == 0 || sound[^1] != c || char.IsAsciiDigit(c)) sound.Append(c);
    }
}
