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
    /// <summary>The form of both, as an ECMA 262 pattern.</summary>
    public const string Pattern = "^[A-Z][A-Z0-9]{1,15}$";

    // The platform's regions include user-assigned codes, which begin with X, and numeric codes of areas.
    private static readonly Lazy<FrozenSet<string>> States = new(() => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => culture.Name.Length > 0)
        .Select(culture => new RegionInfo(culture.Name).ThreeLetterISORegionName)
        .Where(code => code is { Length: 3 } && code[0] is >= 'A' and <= 'Z' and not 'X')
        .ToFrozenSet(StringComparer.Ordinal));

    public static bool IsState(string? code) => code is not null && States.Value.Contains(code);

    public static bool IsOrganization(string? code) => code is not null && ShortName().IsMatch(code) && !IsState(code);

    /// <summary>Why a text is neither a State's code nor a short name by its form, or null.</summary>
    public static string? Fault(string code) => ShortName().IsMatch(code) ? null : "has to be 2 to 16 capitals and digits, and begin with a letter";

    /// <summary>Why a code is not that of a State, or null.</summary>
    public static string? StateFault(string code) => IsState(code) ? null : "has to be the ISO 3166-1 alpha-3 code of a State, such as KEN";

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{1,15}\z")]
    private static partial Regex ShortName();
}
