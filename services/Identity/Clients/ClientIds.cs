using System.Text.RegularExpressions;

namespace Exchange.Identity.Clients;

/// <summary>Client ids: the member's code and the authority's name, such as <c>KEN/customs</c>.</summary>
internal static partial class ClientIds
{
    public static string Of(string member, string name) => $"{member}/{name}";

    public static bool IsWellFormed(string id) => Id().IsMatch(id);

    public static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{1,15}/[a-z][a-z0-9_-]{0,39}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,39}\z")]
    private static partial Regex Name();
}
