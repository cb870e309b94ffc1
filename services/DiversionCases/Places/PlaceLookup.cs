using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.DiversionCases.Places;

/// <summary>What a UN/LOCODE turns out to be.</summary>
internal enum PlaceFinding
{
    /// <summary>In the table.</summary>
    Verified,

    /// <summary>Well-formed and of a real country, but not in the table: accepted, and shown as unverified.</summary>
    Unverified,

    /// <summary>Not a UN/LOCODE, or of no country.</summary>
    Malformed,

    /// <summary>A UN/LOCODE of another country than was stated beside it.</summary>
    OtherCountry,
}

/// <summary>A finding: the place where it is acceptable, else the words for its sender.</summary>
internal sealed record PlaceCheck(PlaceFinding Finding, Place? Place, string? Fault);

/// <summary>
/// The places that the service knows: those that are shipped (<c>places.csv</c>) and those that the operator imported. It answers
/// from memory; <see cref="PlaceRefresher"/> keeps it current.
/// </summary>
internal sealed partial class PlaceLookup
{
    private static readonly FrozenDictionary<string, KnownPlace> Shipped = ReadTable();
    private volatile Table table = new(Shipped.Values);

    /// <summary>What <paramref name="locode"/> is, and whether it lies in <paramref name="statedCountry"/> (alpha-3), where one is stated.</summary>
    public PlaceCheck Check(string locode, string? statedCountry = null)
    {
        if (!WellFormed().IsMatch(locode))
            return new(PlaceFinding.Malformed, null, "is not a UN/LOCODE: two letters of the country and three letters or digits (2 to 9) of the place, such as KEMBA");
        if (Countries.FindAlpha2(locode[..2]) is not { } country)
            return new(PlaceFinding.Malformed, null, $"\"{locode}\" is not a UN/LOCODE: \"{locode[..2]}\" is no country");
        if (statedCountry is not null && statedCountry != country.Alpha3)
            return new(PlaceFinding.OtherCountry, null, $"\"{locode}\" lies in {country.Alpha3}, not in {statedCountry}");
        return table.ByLocode.TryGetValue(locode, out var known)
            ? new(PlaceFinding.Verified, new Place(locode, country.Alpha3, known.Name, known.Position, Verified: true), null)
            : new(PlaceFinding.Unverified, new Place(locode, country.Alpha3, null, null, Verified: false), null);
    }

    /// <summary>
    /// The known places in the order of their codes, those after <paramref name="after"/>: whose code begins with
    /// <paramref name="query"/> or whose name holds it, without regard to case and accents.
    /// </summary>
    internal IEnumerable<KnownPlace> Search(string? query, string? countryAlpha2, string? after)
    {
        var name = query is null ? null : NameFolding.Fold(query);
        var code = query?.ToUpperInvariant();
        return table.InOrder
            .Where(entry => after is null || string.CompareOrdinal(entry.Place.Locode, after) > 0)
            .Where(entry => countryAlpha2 is null || entry.Place.CountryAlpha2 == countryAlpha2)
            .Where(entry => query is null || (name!.Length > 0 && entry.Folded.Contains(name, StringComparison.Ordinal)) || entry.Place.Locode.StartsWith(code!, StringComparison.Ordinal))
            .Select(entry => entry.Place);
    }

    /// <summary>
    /// Puts imported places beside those brought along, and before them where both know a code. Positions brought along stay: they
    /// were compared, and the official list has some that are evidently wrong.
    /// </summary>
    internal void Use(IEnumerable<KnownPlace> imported)
    {
        var places = new Dictionary<string, KnownPlace>(Shipped);
        foreach (var place in imported)
        {
            if (Shipped.TryGetValue(place.Locode, out var own))
                (place.Latitude, place.Longitude) = (own.Latitude, own.Longitude);
            places[place.Locode] = place;
        }
        table = new(places.Values);
    }

    private static FrozenDictionary<string, KnownPlace> ReadTable()
    {
        using var stream = typeof(PlaceLookup).Assembly.GetManifestResourceStream("places.csv")!;
        using var text = new StreamReader(stream);
        return CsvReader.Read(text)
            .Where(row => !row.Fields[0].StartsWith('#'))
            .Skip(1)
            .Select(row => new KnownPlace
            {
                Locode = row.Fields[0],
                Name = row.Fields[1],
                Function = row.Fields[2],
                Latitude = double.Parse(row.Fields[3], CultureInfo.InvariantCulture),
                Longitude = double.Parse(row.Fields[4], CultureInfo.InvariantCulture),
            })
            .ToFrozenDictionary(place => place.Locode);
    }

    [GeneratedRegex("^[A-Z]{2}[A-Z2-9]{3}\\z", RegexOptions.CultureInvariant)]
    internal static partial Regex WellFormed();

    private sealed class Table(IEnumerable<KnownPlace> places)
    {
        public FrozenDictionary<string, KnownPlace> ByLocode { get; } = places.ToFrozenDictionary(place => place.Locode);

        public (KnownPlace Place, string Folded)[] InOrder { get; } =
            [.. places.OrderBy(place => place.Locode, StringComparer.Ordinal).Select(place => (place, NameFolding.Fold(place.Name)))];
    }
}
