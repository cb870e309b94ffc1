using Exchange.Contracts.Vocabularies;
using Exchange.DiversionCases.Marks;
using Exchange.Hosting.Validation;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.MarkSearch;

/// <summary>
/// A mark to look for. Illegible characters are bounded so that a search finds a weapon that somebody has before them, and
/// does not enumerate what others hold: at most three, with four characters legible, and three of these at the mark's
/// beginning or end, by which an index finds it.
/// </summary>
internal sealed record MarkQuery(string Key, string? Manufacturer, string? Country)
{
    public const int FewestCharacters = 3;
    public const int MostIllegible = 3;
    public const int FewestLegible = 4;
    public const int FewestLegibleAtOneEnd = 3;

    // Sorts behind every text that begins with the same characters, byte by byte in UTF-8.
    private const string Last = "\U0010FFFF";

    private readonly string head = Key.Split(MarkKey.Illegible)[0];
    private readonly string tail = MarkKey.Reverse(Key.Split(MarkKey.Illegible)[^1]);

    public bool IsPattern => Key.Contains(MarkKey.Illegible, StringComparison.Ordinal);

    /// <summary>Reads a mark as it was sent, and says in <paramref name="faults"/> what is wrong with it.</summary>
    public static MarkQuery? Parse(string? serial, string? manufacturer, string? country, string path, Faults faults)
    {
        var wrong = string.IsNullOrEmpty(serial) ? "A mark is searched by its serial." : MarkKey.Fault(serial);
        if (manufacturer?.Length > WeaponMark.MaxManufacturerLength)
            faults.Add($"{path}.manufacturer", $"A manufacturer has at most {WeaponMark.MaxManufacturerLength} characters.");
        if (country is not null && !Countries.Contains(country)) faults.Add($"{path}.country", Countries.Fault(country));
        if (wrong is null)
        {
            var query = new MarkQuery(MarkKey.Of(serial!), ManufacturerKey(manufacturer), country);
            wrong = query.TooVague();
            if (wrong is null) return query;
        }
        faults.Add($"{path}.serial", wrong);
        return null;
    }

    /// <summary>The stored marks that a pattern fits, by the index of whichever end is legible farther.</summary>
    public IQueryable<WeaponMark> Among(IQueryable<WeaponMark> marks)
    {
        var (byHead, end) = head.Length >= tail.Length ? (true, head) : (false, tail);
        var behind = end + Last;
        // A key holds letters, digits and "?" alone, so nothing in it has a meaning of its own in LIKE.
        var like = (byHead ? Key : MarkKey.Reverse(Key)).Replace(MarkKey.Illegible, '_');
#pragma warning disable CA1309 // Ordinal by the columns' collation; EF translates no overload that says so.
        return byHead
            ? marks.Where(m => string.Compare(m.Key, end) >= 0 && string.Compare(m.Key, behind) < 0 && EF.Functions.Like(m.Key, like))
            : marks.Where(m => string.Compare(m.ReversedKey, end) >= 0 && string.Compare(m.ReversedKey, behind) < 0 && EF.Functions.Like(m.ReversedKey, like));
#pragma warning restore CA1309
    }

    /// <summary>Whether a mark with this key, as stored, is meant: each character equals, or is illegible here.</summary>
    public bool Fits(string key) =>
        key.Length == Key.Length && Key.Zip(key).All(pair => pair.First == pair.Second || pair.First == MarkKey.Illegible);

    /// <summary>
    /// Whether the rest of the mark can be what is asked for. What either side does not know excludes nothing; "Zastava" and
    /// "Zastava Arms" are the same.
    /// </summary>
    public bool Allows(string? manufacturer, string? country) =>
        (Country is null || country is null || Country == country)
        && (ManufacturerKey(manufacturer) is not { } key || Manufacturer is null
            || key.StartsWith(Manufacturer, StringComparison.Ordinal) || Manufacturer.StartsWith(key, StringComparison.Ordinal));

    private static string? ManufacturerKey(string? manufacturer) =>
        manufacturer is not null && MarkKey.Of(manufacturer) is { Length: > 0 } key ? key : null;

    private string? TooVague()
    {
        var illegible = Key.Count(c => c == MarkKey.Illegible);
        if (Key.Length < FewestCharacters) return $"A serial is searched by at least {FewestCharacters} letters or digits.";
        if (illegible == 0) return null;
        if (illegible > MostIllegible) return $"At most {MostIllegible} characters may be illegible ({MarkKey.Illegible}).";
        if (Key.Length - illegible < FewestLegible) return $"At least {FewestLegible} characters have to be legible beside {MarkKey.Illegible}.";
        return Math.Max(head.Length, tail.Length) < FewestLegibleAtOneEnd
            ? $"The first {FewestLegibleAtOneEnd} or the last {FewestLegibleAtOneEnd} characters have to be legible."
            : null;
    }
}
