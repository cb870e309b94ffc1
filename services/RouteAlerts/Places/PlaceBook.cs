using System.Collections.Frozen;
using System.Globalization;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.RouteAlerts.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Places;

/// <summary>The name and coordinates (degrees) of a UN/LOCODE.</summary>
internal sealed class PlaceRecord
{
    public required string Locode { get; init; }
    public string? Name { get; init; }
    public required double Longitude { get; init; }
    public required double Latitude { get; init; }
}

/// <summary>
/// Coordinates of places for alerts that agencies post: from a built-in table, and from verified places that cases named. Coordinates
/// are public, so they may be used whoever may see the case.
/// </summary>
internal sealed class PlaceBook(AlertsDb db)
{
    private const string Table = "Exchange.RouteAlerts.places.csv";

    private static readonly FrozenDictionary<string, PlaceRecord> BuiltIn = ReadTable().ToFrozenDictionary(p => p.Locode);

    /// <summary>The places of those codes that have the form of a UN/LOCODE; unverified if the place is unknown.</summary>
    public async Task<IReadOnlyDictionary<string, Place>> FindAsync(IEnumerable<string?> locodes, CancellationToken ct)
    {
        var wanted = locodes.OfType<string>().Where(PlaceCodes.IsLocode).Distinct().ToList();
        var stored = await db.Places.AsNoTracking().Where(p => wanted.Contains(p.Locode)).ToDictionaryAsync(p => p.Locode, ct);
        return wanted.ToDictionary(locode => locode, locode => (stored.GetValueOrDefault(locode) ?? BuiltIn.GetValueOrDefault(locode)) is { } place
            ? new Place(locode, PlaceCodes.CountryOf(locode), place.Name, new Position(place.Longitude, place.Latitude), Verified: true)
            : new Place(locode, PlaceCodes.CountryOf(locode), Name: null, Position: null, Verified: false));
    }

    /// <summary>Stores the verified places of a route; a place that is stored already stays unchanged.</summary>
    public Task RememberAsync(IEnumerable<Place> places, CancellationToken ct)
    {
        var verified = places.Where(p => p is { Verified: true, Position: not null }).DistinctBy(p => p.Locode).OrderBy(p => p.Locode, StringComparer.Ordinal).ToList();
        return db.TryInsertAllAsync(
            verified.ConvertAll(p => new PlaceRecord { Locode = p.Locode, Name = p.Name, Longitude = p.Position!.Longitude, Latitude = p.Position.Latitude }), ct);
    }

    // Lines: locode,name,function,latitude,longitude. A name with a comma is in quotes; other lines are comments.
    private static IEnumerable<PlaceRecord> ReadTable()
    {
        using var reader = new StreamReader(typeof(PlaceBook).Assembly.GetManifestResourceStream(Table)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(',') is [{ Length: 5 } locode, .. var name, _, { Length: > 0 } latitude, { Length: > 0 } longitude])
            {
                yield return new PlaceRecord
                {
                    Locode = locode,
                    Name = string.Join(',', name).Trim('"'),
                    Latitude = double.Parse(latitude, CultureInfo.InvariantCulture),
                    Longitude = double.Parse(longitude, CultureInfo.InvariantCulture),
                };
            }
        }
    }
}
