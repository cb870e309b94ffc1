using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Exchange.RouteAlerts;

/// <summary>Countries and places as codes.</summary>
internal static partial class Codes
{
    // The platform's own ISO 3166-1 data.
    private static readonly FrozenDictionary<string, string> Alpha3 = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.TwoLetterISORegionName.Length == 2 && region.ThreeLetterISORegionName.Length == 3)
        .DistinctBy(region => region.TwoLetterISORegionName)
        .ToFrozenDictionary(region => region.TwoLetterISORegionName, region => region.ThreeLetterISORegionName);

    private static readonly FrozenSet<string> Countries = Alpha3.Values.ToFrozenSet();

    /// <summary>Whether it is an ISO 3166-1 alpha-3 code.</summary>
    public static bool IsCountry(string code) => Countries.Contains(code);

    /// <summary>Whether it has the form of a UN/LOCODE of a country that there is.</summary>
    public static bool IsLocode(string code) => Locode().IsMatch(code) && Alpha3.ContainsKey(code[..2]);

    /// <summary>The country of a UN/LOCODE.</summary>
    public static string CountryOf(string locode) => Alpha3[locode[..2]];

    [GeneratedRegex("^[A-Z]{2}[A-Z2-9]{3}\\z")]
    private static partial Regex Locode();
}
