using System.Globalization;
using System.Text;

namespace Exchange.Cli.Output;

/// <summary>
/// Makes text from other parties safe to print. Otherwise a narrative of another State could move the cursor, change colours
/// or reverse the text on the screen.
/// </summary>
internal static class Safe
{
    /// <summary>The text with control and direction-changing characters replaced; line breaks are kept.</summary>
    public static string Text(string text) => Clean(text, keepLines: true);

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    private static string Clean(string text, bool keepLines)
    {
        if (!text.Any(Harmful))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(c switch
            {
                '\n' when keepLines => '\n',
                '\r' or '\n' or '\t' => ' ',
                _ when Harmful(c) => '\uFFFD',
                _ => c,
            });
        }

        return clean.ToString();
    }

    // Category Cf holds the direction marks (U+202A to U+202E, U+2066 to U+2069) and invisible characters. The joiners U+200C and
    // U+200D are part of the spelling of Persian and Indic words.
    private static bool Harmful(char c) =>
        char.IsControl(c) || (char.GetUnicodeCategory(c) is UnicodeCategory.Format && c is not ('\u200C' or '\u200D'));
}
