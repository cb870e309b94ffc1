using System.Globalization;
using System.Security.Cryptography;

namespace Exchange.RouteAlerts;

/// <summary>
/// References for people: <c>KEN-2026-48392017</c>. Digits are drawn, not counted, since a sequence would tell readers how many
/// alerts they may not see; a unique index refuses the rare double.
/// </summary>
internal static class References
{
    public static string New(string originator, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture,
        $"{originator}-{now.UtcDateTime.Year:D4}-{RandomNumberGenerator.GetInt32(100_000_000):D8}");
}
