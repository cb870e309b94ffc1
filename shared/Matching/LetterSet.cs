using System.Numerics;

namespace Exchange.Matching;

/// <summary>Which consonants a word has: a cheap bound below the distance of two words.</summary>
internal readonly record struct LetterSet(ulong Bits)
{
    private const int LeastCost = 70; // of one consonant for another

    /// <summary>The letters of a word of ASCII letters, without vowels and h, which cost less.</summary>
    public static LetterSet Of(string word)
    {
        var bits = 0UL;
        foreach (var c in word)
        {
            if (!SoundFold.IsVowel(c) && c != 'h') bits |= 1UL << (c & 63);
        }
        return new(bits);
    }

    /// <summary>Whether one word has so many letters that the other lacks that their distance is above the budget.</summary>
    public bool IsFar(LetterSet other, int budget) =>
        Math.Max(BitOperations.PopCount(Bits & ~other.Bits), BitOperations.PopCount(other.Bits & ~Bits)) * LeastCost > budget;
}
