using System.Text.RegularExpressions;

namespace Exchange.Identity.Clients;

/// <summary>Client ids: the member's code and the authority's name, such as <c>KEN/customs</c>.</summary>
internal static partial class ClientIds
{
    /// <summary>The longest name of an authority, in characters.</summary>
    public const int LongestName = 40;

    /// <summary>The form of a name, as an ECMA 262 pattern.</summary>
    public const string NamePattern = "^[a-z][a-z0-9_-]{0,39}$";

    public static string Of(string member, string name) => $"{member}/{name}";

    public static bool IsWellFormed(string id) => Id().IsMatch(id);

    /// <summary>Why a text is no name of an authority, or null.</summary>
    public static string? NameFault(string name) => Name().IsMatch(name) ? null : "has to be 1 to 40 of a-z, 0-9, _ and -, and begin with a letter";

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{1,15}/[a-z][a-z0-9_-]{0,39}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,39}\z")]
    private static partial Regex Name();
}
