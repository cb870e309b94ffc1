using System.Globalization;
using System.Text;

namespace Exchange.EndUserCertificates.Projections;

/// <summary>
/// The form in which names of parties are compared: letters and digits alone, without case, accents and Unicode's compatibility forms. It
/// finds another way of writing the same name, not a similar name: a match is a hint for a person, never a finding.
/// </summary>
internal static class NameKey
{
    private const int MaxLength = 200;

    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var rune in (Ascii.IsValid(name) ? name : Assigned(name).Normalize(NormalizationForm.FormKD)).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) key.Append(Rune.ToUpperInvariant(rune));
        }
        return key.Length <= MaxLength ? key.ToString() : key.ToString(0, MaxLength);
    }

    /// <summary>Of a certificate: its State and its number, in the same form.</summary>
    public static string OfCertificate(string state, string number) => $"{state}/{Of(number)}";

    // Normalize() throws on lone surrogates, which enumerating replaces, and on some code points that are not assigned.
    private static string Assigned(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned));
}
