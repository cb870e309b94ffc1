using System.Text;

namespace Exchange.Matching;

/// <summary>The consonants of a sounded word: what is left where vowels are not written, or are written in many ways.</summary>
internal static class ConsonantSkeleton
{
    /// <summary>Without vowels, and without an h that is not heard (at the end, after a consonant). A word of vowels alone stays as it is.</summary>
    public static string Of(string sound, bool consonantal)
    {
        var skeleton = new StringBuilder(sound.Length);
        for (var i = 0; i < sound.Length; i++)
        {
            var c = sound[i];
            if (SoundFold.IsVowel(c)) continue;
            if (!consonantal && c == 'h' && (i == sound.Length - 1 || (i > 0 && !SoundFold.IsVowel(sound[i - 1])))) continue;
            Append(skeleton, c switch { 'x' => 'k', 'z' => 's', _ => c });
        }
        return skeleton.Length == 0 ? sound : skeleton.ToString();
    }

    /// <summary>Without h and v too.</summary>
    public static string WithoutWeak(string skeleton) => Only(skeleton, c => c is 'h' or 'v' ? '\0' : c);

    /// <summary>By classes of consonants that writers confuse (p/b, t/d, k/g, f/v, s/z/sh/ch), without h: for keys.</summary>
    public static string Classes(string skeleton) => Only(skeleton, Class);

    /// <summary>The class of a consonant; <c>\0</c> for h.</summary>
    public static char Class(char c) => c switch
    {
        'b' => 'p',
        'd' => 't',
        'g' or 'x' or 'q' => 'k',
        'v' => 'f',
        'z' or 'c' or 'S' or 'C' or 'J' => 's',
        'h' => '\0',
        _ => c,
    };

    private static string Only(string skeleton, Func<char, char> map)
    {
        var kept = new StringBuilder(skeleton.Length);
        foreach (var c in skeleton)
        {
            if (map(c) is var mapped && mapped != '\0') Append(kept, mapped);
        }
        return kept.ToString();
    }

    private static void Append(StringBuilder text, char c)
    {
        if (text.Length == 0 || text[^1] != c) text.Append(c);
    }
}
