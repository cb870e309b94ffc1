using System.Numerics;

namespace Exchange.Matching;

/// <summary>
/// 64 bits that say which pairs of sounds a name has: 32 for its sounds with one vowel for all, 32 for its consonants alone, so that scripts without vowels
/// compare too. It is stored beside the keys and ranks candidates before any is scored: score the best 250.
/// </summary>
public static class NameSignature
{
    /// <summary>The signature of a name; 0 if it has no words.</summary>
    public static long Of(ParsedName name)
    {
        var bits = 0UL;
        foreach (var word in name.Words)
        {
            if (word.Kind == WordKind.Generic) continue;
            bits |= Pairs(Vowelless(word.Sound));
            bits |= Pairs(ConsonantSkeleton.Classes(word.Bare)) << 32;
        }
        return (long)bits;
    }

    /// <summary>How like a stored signature is to the one asked: higher first. Shared bits count four times a bit that only the stored one has.</summary>
    public static int Likeness(long asked, long stored) =>
        4 * BitOperations.PopCount((ulong)(asked & stored)) - BitOperations.PopCount((ulong)(stored & ~asked));

    private static ulong Pairs(string sounds)
    {
        var bits = 0UL;
        for (var i = 0; i <= sounds.Length && sounds.Length > 0; i++)
        {
            var pair = $"{(i == 0 ? '^' : sounds[i - 1])}{(i == sounds.Length ? '$' : sounds[i])}";
            bits |= 1UL << (int)(StableHash.Of(pair) >> 59);
        }
        return bits;
    }

    private static string Vowelless(string sound) => string.Concat(sound.Select(c => SoundFold.IsVowel(c) ? 'a' : ConsonantSkeleton.Class(c) is var k and not '\0' ? k : c));
}
