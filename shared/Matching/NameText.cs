using System.Globalization;
using System.Text;
using Exchange.Contracts.Vocabularies;

namespace Exchange.Matching;

/// <summary>Turns the text of a name into words. It never throws, whatever the text.</summary>
internal static class NameText
{
    public const int MaxCharacters = 300;

    /// <summary>The words in order. Dots of abbreviations join (<c>S.A.</c>), but for a person they separate initials (<c>J.R.</c>).</summary>
    public static List<RawWord> Words(string text, NameKind kind)
    {
        var folded = NameFolding.Fold(Visible(text, dotsSeparate: kind == NameKind.Person));
        var words = new List<RawWord>();
        foreach (var word in Composed(folded).Split(' ', StringSplitOptions.RemoveEmptyEntries)) Add(words, word);
        return words;
    }

    // Controls and marks of direction vanish: they would hide a word in the middle of which they stand. Line ends separate.
    private static string Visible(string text, bool dotsSeparate)
    {
        var visible = new StringBuilder(Math.Min(text.Length, MaxCharacters));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxCharacters)))
        {
            if (c is '\t' or '\n' or '\r' or '\u2028' or '\u2029' || (c == '.' && dotsSeparate)) visible.Append(' ');
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)) visible.Append(c);
        }
        return visible.ToString();
    }

    // Folding decomposes; signs of Hangul and kana are whole again here. What is left of a broken text is not normalized.
    private static string Composed(string folded) => folded.IsNormalized(NormalizationForm.FormKC) ? folded : folded.Normalize(NormalizationForm.FormKC);

    private static void Add(List<RawWord> words, string word)
    {
        var start = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (!IsSyllable(word[i])) continue;
            AddLetters(words, word[start..i]);
            var latin = Transliteration.Of(word[i].ToString());
            if (IsHangul(word[i]) && (i == 0 || !IsHangul(word[i - 1]))) latin = Transliteration.KoreanFamilyName(latin);
            if (latin.Length > 0) words.Add(new(latin, word[i].ToString(), WordScript.Syllable));
            start = i + 1;
        }
        AddLetters(words, word[start..]);
    }

    private static void AddLetters(List<RawWord> words, string word)
    {
        if (word.Length == 0) return;
        var latin = Transliteration.Of(word);
        if (latin.Length > 0) words.Add(new(latin, word, IsConsonantal(word[0]) ? WordScript.Consonants : WordScript.Letters));
    }

    private static bool IsSyllable(char c) => c is (>= '\u3400' and <= '\u9fff') || IsHangul(c);

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7a3';

    private static bool IsConsonantal(char c) => c is (>= '\u0590' and <= '\u07ff') or (>= '\u08a0' and <= '\u08ff');
}
