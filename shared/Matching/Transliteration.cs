using System.Text;
using AnyAscii;

namespace Exchange.Matching;

/// <summary>Writes folded letters of any script in Latin: first by our own table, then by AnyAscii.</summary>
internal static class Transliteration
{
    private static readonly Dictionary<char, string> Letters = [];
    private static readonly List<(string Pair, string Latin)> Pairs = [];

    static Transliteration()
    {
        foreach (var line in Table.Lines("transliteration"))
        {
            var parts = line.Split(' ');
            var latin = parts[1] == "-" ? "" : parts[1];
            if (parts[0].Length > 1) Pairs.Add((parts[0], latin));
            else Letters[parts[0][0]] = latin;
        }
    }

    /// <summary>Lower-case ASCII letters and digits alone; empty if the script says nothing in Latin.</summary>
    public static string Of(string folded)
    {
        if (Ascii.IsValid(folded)) return folded;
        foreach (var (pair, written) in Pairs) folded = folded.Replace(pair, written, StringComparison.Ordinal);
        var latin = new StringBuilder(folded.Length + 8);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (rune.Value is 'ه' or 'ה' && latin.Length > 0 && latin[^1] is 'z' or 's' or 'k' or 'g' or 't' or 'd' or 'c' or 'p') continue; // not zh, sh, kh
            if (rune.Value == 'פ' && latin.Length > 0) latin.Append('f'); // p at the beginning
            else if (rune.IsAscii) latin.Append((char)rune.Value);
            else if (rune.IsBmp && Letters.TryGetValue((char)rune.Value, out var written)) latin.Append(written);
            else foreach (var c in rune.ToString().Transliterate())
                if (char.IsAsciiLetterOrDigit(c)) latin.Append(char.ToLowerInvariant(c));
        }
        return latin.ToString();
    }

    // How Korean families write their name, other than by the official romanization.
    public static string KoreanFamilyName(string latin) => latin switch
    {
        "gim" => "kim",
        "i" => "lee",
        "bag" or "bak" => "park",
        "choe" => "choi",
        "gang" => "kang",
        "im" => "lim",
        "no" => "roh",
        "jo" => "cho",
        "yun" => "yoon",
        "jeong" => "jung",
        _ => latin,
    };
}
