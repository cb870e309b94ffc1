using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Exchange.Identity.Fields;

/// <summary>
/// Codes of members and groups: the ISO 3166-1 alpha-3 code of a State, or the short name of an organization, which must not equal
/// a State's code.
/// </summary>
internal static partial class MemberCodes
{
    // The platform's regions include user-assigned codes, which begin with X, and numeric codes of areas.
    private static readonly Lazy<FrozenSet<string>> States = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => culture.Name.Length > 0)
        .Select(culture => new RegionInfo(culture.Name).ThreeLetterISORegionName)
        .Where(code => code is { Length: 3 } && code[0] is >= 'A' and <= 'Z' and not 'X')
        .ToFrozenSet(StringComparer.Ordinal));

    public static bool IsState(string? code) => code is not null && States.Value.Contains(code);

    public static bool IsOrganization(string? code) => code is not null && ShortName().IsMatch(code) && !IsState(code);

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{1,15}\z")]
    private static partial Regex ShortName();
}
