using System.Globalization;
using System.Text;

namespace Exchange.Matching.Tests.Pairs;

/// <summary>What fingers do to names.</summary>
internal static class TypingError
{
    private const string Keys = "qwertyuiopasdfghjklzxcvbnm";

    /// <summary>One error inside the longest word of a Latin name: a letter lost, doubled, swapped with the next, or a neighbour on the keyboard.</summary>
    public static string In(string name, Seeded random)
    {
        var word = name.Split(' ', '-').MaxBy(part => part.Length)!;
        var at = 1 + random.Below(word.Length - 2);
        var wrong = random.Below(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 when word[at] != word[at + 1] => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            _ => $"{word[..at]}{Neighbour(word[at], random)}{word[(at + 1)..]}",
        };
        return name.Replace(word, wrong, StringComparison.Ordinal);
    }

    /// <summary>In capitals, without accents, as forms and telexes have it.</summary>
    public static string InCapitals(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Normalize().ToUpperInvariant();

    private static char Neighbour(char letter, Seeded random)
    {
        var key = Keys.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        return key < 0 ? 'e' : Keys[key == 0 ? 1 : key == Keys.Length - 1 ? key - 1 : key + (random.Below(2) * 2 - 1)];
    }
}
