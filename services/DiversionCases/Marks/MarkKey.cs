using System.Globalization;
using System.Text;

namespace Exchange.DiversionCases.Marks;

/// <summary>
/// The form in which a serial is compared: what remains of it when all is taken away that two careful readers of the same
/// weapon may write differently. Two serials are the same mark when their keys are the same.
/// </summary>
/// <remarks>
/// <para>Folded: case; separators, spaces and every other sign that is no letter or digit; Unicode compatibility forms (full
/// width, superscript, Roman numerals) and accents; decimal digits of other scripts; Cyrillic and Greek capitals that have
/// a Latin letter's or digit's shape.</para>
/// <para>Folded among Latin characters: O with 0, and I and L with 1. In most stamps the letters O and I have the digit's
/// very shape, and an l becomes an L when somebody writes in capitals.</para>
/// <para>Not folded: S and 5, B and 8, Z and 2, G and 6. A reader who sees the mark can tell them apart, and they often
/// alone distinguish series of one factory (B1234 and 81234); folding them would tell searchers of other weapons than theirs.
/// Who cannot tell writes <c>?</c>.</para>
/// </remarks>
internal static class MarkKey
{
    /// <summary>Stands for a character that cannot be read, in a reported mark and in a search.</summary>
    public const char Illegible = '?';

    /// <summary>The longest serial, in UTF-16 code units as written, and the longest key.</summary>
    public const int MaxLength = 64;

    // Capitals and the digits or letters that they look like. A target is never itself a key.
    private static readonly Dictionary<int, char> LookAlikes = new()
    {
        ['O'] = '0', ['Ø'] = '0', ['Ο'] = '0', ['О'] = '0', ['Ө'] = '0',
        ['I'] = '1', ['L'] = '1', ['ı'] = '1', ['Ι'] = '1', ['І'] = '1', ['Ӏ'] = '1', ['З'] = '3',
        // Greek
        ['Α'] = 'A', ['Β'] = 'B', ['Ε'] = 'E', ['Ζ'] = 'Z', ['Η'] = 'H', ['Κ'] = 'K', ['Μ'] = 'M', ['Ν'] = 'N', ['Ρ'] = 'P',
        ['Τ'] = 'T', ['Υ'] = 'Y', ['Χ'] = 'X',
        // Cyrillic
        ['А'] = 'A', ['В'] = 'B', ['Е'] = 'E', ['К'] = 'K', ['М'] = 'M', ['Н'] = 'H', ['Р'] = 'P', ['С'] = 'C', ['Т'] = 'T',
        ['У'] = 'Y', ['Х'] = 'X', ['Ѕ'] = 'S', ['Ј'] = 'J', ['Ү'] = 'Y', ['Ԛ'] = 'Q', ['Ԝ'] = 'W',
    };

    /// <summary>The key of a serial as it was written; may be empty. <see cref="Illegible"/> stays where it is.</summary>
    public static string Of(string serial)
    {
        var key = new StringBuilder(serial.Length);
        foreach (var rune in Readable(serial).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.Value == Illegible)
                key.Append(Illegible);
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                key.Append((int)Rune.GetNumericValue(rune));
            else if (Rune.IsLetter(rune))
                AppendLetter(key, Rune.ToUpperInvariant(rune));
        }
        return key.ToString();
    }

    /// <summary>A key read from its end: its index serves marks whose beginning is illegible.</summary>
    public static string Reverse(string key)
    {
        var runes = key.EnumerateRunes().ToArray();
        Array.Reverse(runes);
        return string.Concat(runes);
    }

    /// <summary>Why a serial cannot be reported, in words for its sender; null when it can.</summary>
    public static string? Fault(string serial)
    {
        if (serial.Length > MaxLength) return $"A serial has at most {MaxLength} characters.";
        if (serial.Any(char.IsControl)) return "A serial has no control characters.";
        var key = Of(serial);
        if (key.Length > MaxLength) return $"A serial has at most {MaxLength} characters.";
        return key.All(c => c == Illegible) ? $"A serial has at least one letter or digit; {Illegible} stands for an illegible one." : null;
    }

    private static void AppendLetter(StringBuilder key, Rune letter)
    {
        if (LookAlikes.TryGetValue(letter.Value, out var shape)) key.Append(shape);
        else key.Append(letter);
    }

    // Normalize() throws on lone surrogates (enumerating makes them U+FFFD, a symbol) and on some code points that are not
    // assigned; and it would read the sign "№" as the letters N and o.
    private static string Readable(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned)));
}
