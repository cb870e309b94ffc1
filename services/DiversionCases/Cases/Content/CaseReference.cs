using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Exchange.DiversionCases.Cases;

/// <summary>What people call a case: <c>KEN-2026-48392017</c> (originator, year, number).</summary>
internal static partial class CaseReference
{
    public static string New(string originator, DateTimeOffset now, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{originator}-{now.UtcDateTime.Year:D4}-{number:D8}");

    public static string? Fault(string reference) =>
        Form().IsMatch(reference) ? null : "is not a case's reference, such as KEN-2026-48392017";

    [GeneratedRegex(@"^[A-Z]{2,16}-\d{4}-\d{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Draws the numbers of references at random: counted ones would tell, by their gaps, how many cases one may not see.</summary>
internal class CaseNumbers
{
    private const int Numbers = 100_000_000;

    public virtual int Next() => RandomNumberGenerator.GetInt32(Numbers);
}
