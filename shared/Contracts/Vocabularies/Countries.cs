using System.Collections.Frozen;
using System.Globalization;

namespace Exchange.Contracts.Vocabularies;

/// <summary>A country of ISO 3166-1.</summary>
/// <param name="Alpha3">As cases write it.</param>
/// <param name="Alpha2">As UN/LOCODE writes it.</param>
/// <param name="Name">Its English short name, as the platform's ICU has it.</param>
public sealed record Country(string Alpha3, string Alpha2, string Name);

/// <summary>
/// The 249 countries of ISO 3166-1, from the platform's own data (ICU, by way of .NET's regions).
/// </summary>
/// <remarks>
/// The platform lists regions by the languages spoken there. So it lacks the territories without inhabitants, which are
/// asked for by their codes; and it has codes that are not of ISO 3166-1: user-assigned ones, whose alpha-3 begins with X
/// (Kosovo, Ceuta and Melilla, Canary Islands), and Diego Garcia, exceptionally reserved. Names are CLDR's, which differ
/// from ISO's official ones in places ("Congo - Kinshasa") and follow the ICU that is installed; nothing decides by them. A
/// platform without ICU (globalization-invariant mode) knows no countries at all: then the service refuses to start.
/// </remarks>
public static class Countries
{
    private const int Expected = 249;
    private static readonly string[] Uninhabited = ["AQ", "BV", "GS", "HM", "TF"];
    private static readonly string[] Reserved = ["DG"];

    /// <summary>In the order of their alpha-3 codes.</summary>
    public static IReadOnlyList<Country> All { get; } = Read();

    private static readonly FrozenDictionary<string, Country> ByAlpha3 = All.ToFrozenDictionary(c => c.Alpha3);
    private static readonly FrozenDictionary<string, Country> ByAlpha2 = All.ToFrozenDictionary(c => c.Alpha2);

    /// <summary>Whether it is an alpha-3 code, in capitals.</summary>
    public static bool Contains(string? alpha3) => alpha3 is not null && ByAlpha3.ContainsKey(alpha3);

    public static Country? Find(string alpha3) => ByAlpha3.GetValueOrDefault(alpha3);

    public static Country? FindAlpha2(string alpha2) => ByAlpha2.GetValueOrDefault(alpha2);

    /// <summary>The words for what is not a country: the alpha-3 code where the alpha-2 one or small letters were written.</summary>
    public static string Fault(string? value)
    {
        var meant = value is { Length: 2 or 3 }
            ? Find(value.ToUpperInvariant()) ?? FindAlpha2(value.ToUpperInvariant())
            : null;
        return meant is null
            ? "This is not a country. Countries are ISO 3166-1 alpha-3 codes, such as KEN."
            : $"\"{value}\" is not a country; did you mean \"{meant.Alpha3}\"? Countries are ISO 3166-1 alpha-3 codes.";
    }

    private static Country[] Read()
    {
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => culture.Name)
            .Where(name => name.Length > 0)
            .Concat(Uninhabited)
            .Select(name => new RegionInfo(name));
        Country[] countries =
        [
            .. regions
                .Where(region => region.TwoLetterISORegionName.Length == 2 && region.ThreeLetterISORegionName is { Length: 3 } alpha3
                    && alpha3[0] != 'X' && !Reserved.Contains(region.TwoLetterISORegionName))
                .DistinctBy(region => region.TwoLetterISORegionName)
                .Select(region => new Country(region.ThreeLetterISORegionName, region.TwoLetterISORegionName, region.EnglishName))
                .OrderBy(country => country.Alpha3, StringComparer.Ordinal),
        ];
        return countries.Length == Expected
            ? countries
            : throw new PlatformNotSupportedException(
                $"The platform knows {countries.Length} of the {Expected} countries of ISO 3166-1. It needs ICU and no globalization-invariant mode.");
    }
}
