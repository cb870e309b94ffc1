using System.Globalization;
using System.Text;

namespace Exchange.Contracts.Vocabularies;

/// <summary>
/// The one form in which names and words are compared, by every search of places, cases, parties and embargo names. It finds the same name in another
/// way of writing: in capitals, without accents, with other punctuation. It does not find similar names.
/// </summary>
public static class NameFolding
{
    // Letters that Unicode does not decompose, and how they are written where they are not on the keyboard.
    private static readonly Dictionary<int, string> Letters = new()
    {
        ['ß'] = "ss", ['ẞ'] = "ss", ['ł'] = "l", ['Ł'] = "l", ['ø'] = "o", ['Ø'] = "o", ['đ'] = "d", ['Đ'] = "d", ['ð'] = "d", ['Ð'] = "d",
        ['ı'] = "i", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe", ['Œ'] = "oe", ['þ'] = "th", ['Þ'] = "th", ['ħ'] = "h", ['Ħ'] = "h",
        ['ŧ'] = "t", ['Ŧ'] = "t", ['ŋ'] = "n", ['Ŋ'] = "n", ['ĸ'] = "k", ['ς'] = "σ", ['ƀ'] = "b", ['ɓ'] = "b", ['Ɓ'] = "b", ['ɗ'] = "d", ['Ɗ'] = "d",
        ['ƙ'] = "k", ['Ƙ'] = "k", ['ƴ'] = "y", ['Ƴ'] = "y", ['ə'] = "e", ['Ə'] = "e",
    };

    /// <summary>
    /// Lower case, without accents and vowel marks; letters and digits alone, a space between words; ß as ss, ł as l, ø as o, đ as d, ı as i, æ as ae.
    /// Dots of abbreviations (<c>d.o.o.</c>) and apostrophes join, all other punctuation separates. Empty if nothing remains.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var letters = 0; // of the current word
        var separate = false;
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (IsMark(rune.Value) || rune.Value == 'ـ') continue; // accents, vowel marks, and the stroke that stretches an Arabic word
            if (IsJoiner(rune.Value) || (rune.Value == '.' && letters == 1))
            {
                if (rune.Value == '.') letters = 0; // the next letter of the abbreviation stands alone too
                continue;
            }
            if (!IsPartOfWord(rune))
            {
                (separate, letters) = (true, 0);
                continue;
            }
            if (separate && folded.Length > 0) folded.Append(' ');
            (separate, letters) = (false, letters + 1);
            var lower = Rune.ToLowerInvariant(rune);
            if (Letters.TryGetValue(rune.Value, out var written) || Letters.TryGetValue(lower.Value, out written)) folded.Append(written);
            else folded.Append(lower);
        }
        return folded.ToString();
    }

    // Normalize() throws on lone surrogates, which enumerating replaces, and on some code points that are not assigned.
    private static string Decomposed(string text) => Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned)).Normalize(NormalizationForm.FormKD);

    // Combining marks of Latin, Greek and Cyrillic, and the vowel marks of Hebrew and Arabic. In other scripts a mark can be a letter of its own.
    private static bool IsMark(int c) => c is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05BD) or 0x05BF or (>= 0x05C1 and <= 0x05C2)
        or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06DC) or (>= 0x06DF and <= 0x06E8) or (>= 0x06EA and <= 0x06ED)
        or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);

    private static bool IsJoiner(int c) => c is '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '´' or 0x00AD or 0x200C or 0x200D;

    // A character that was lost stays, so that it is found by nothing.
    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
