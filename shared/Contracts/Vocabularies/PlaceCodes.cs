using System.Text.RegularExpressions;

namespace Exchange.Contracts.Vocabularies;

/// <summary>Codes of places (UN/LOCODE).</summary>
public static partial class PlaceCodes
{
    /// <summary>Whether the code has the form of a UN/LOCODE, and its country exists.</summary>
    public static bool IsLocode(string code) => Locode().IsMatch(code) && Countries.FindAlpha2(code[..2]) is not null;

    /// <summary>Why the code is not a UN/LOCODE, or null.</summary>
    public static string? Fault(string code) => IsLocode(code) ? null : "is not a UN/LOCODE: two letters of a country and three characters";

    /// <summary>The country (alpha-3) of a UN/LOCODE.</summary>
    public static string CountryOf(string locode) => Countries.FindAlpha2(locode[..2])!.Alpha3;

    [GeneratedRegex("^[A-Z]{2}[A-Z2-9]{3}\\z")]
    private static partial Regex Locode();
}
