using System.Text.RegularExpressions;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.RouteAlerts.Places;

/// <summary>Codes of places (UN/LOCODE).</summary>
internal static partial class PlaceCodes
{
    /// <summary>Whether the code has the form of a UN/LOCODE, and its country exists.</summary>
    public static bool IsLocode(string code) => Locode().IsMatch(code) && Countries.FindAlpha2(code[..2]) is not null;

    /// <summary>The country (alpha-3) of a UN/LOCODE.</summary>
    public static string CountryOf(string locode) => Countries.FindAlpha2(locode[..2])!.Alpha3;

    [GeneratedRegex("^[A-Z]{2}[A-Z2-9]{3}\\z")]
    private static partial Regex Locode();
}
