using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Exchange.Hosting;

/// <summary>What people call a record: <c>KEN-2026-48392017</c> (originator, year, number). A unique index refuses the rare double.</summary>
public static partial class References
{
    public static string New(string originator, DateTimeOffset now, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{originator}-{now.UtcDateTime.Year:D4}-{number:D8}");

    /// <summary>Why it is no reference, in words that follow its name; null when it is one.</summary>
    public static string? Fault(string reference) =>
        Form().IsMatch(reference) ? null : "is not a reference, such as KEN-2026-48392017";

    [GeneratedRegex(@"^[A-Z]{2,16}-\d{4}-\d{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Draws the numbers of references at random: counted ones would tell, by their gaps, how many records one may not see.</summary>
public class ReferenceNumbers
{
    private const int Numbers = 100_000_000;

    public static int Draw() => RandomNumberGenerator.GetInt32(Numbers);

    public virtual int Next() => Draw();
}
