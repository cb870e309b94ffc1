using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Hosting.Validation;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Exchange.RouteAlerts.Maps;

/// <summary>
/// Areas as GeoJSON (RFC 7946): a Polygon, a MultiPolygon (as which an area across the antimeridian is written, 3.1.9),
/// or a bounding box <c>[west, south, east, north]</c>, whose west is greater than its east where it crosses the antimeridian (5.2).
/// </summary>
internal static class Areas
{
    private const int MaxPositions = 2000;

    public static GeometryFactory Factory { get; } = new(new PrecisionModel(), 4326);

    /// <summary>Reads an area of at most 2000 positions. Returns null if it is invalid, and adds its errors to <paramref name="faults"/>.</summary>
    public static Geometry? Read(JsonElement json, string path, Faults faults)
    {
        var positions = 0;
        var area = json.ValueKind switch
        {
            JsonValueKind.Array => ReadBox(json),
            JsonValueKind.Object => ReadObject(),
            _ => Fault<Geometry>(path, "has to be a GeoJSON Polygon or MultiPolygon, or a bounding box [west, south, east, north]"),
        };
        if (area is null) return null;
        var validity = new IsValidOp(area);
        if (!validity.IsValid) return Fault<Geometry>(path, $"is not a simple area: {validity.ValidationError.Message.ToLowerInvariant()}");
        return area.Area > 0 ? area : Fault<Geometry>(path, "encloses nothing");

        Geometry? ReadObject()
        {
            foreach (var member in json.EnumerateObject())
            {
                if (member.Name is not ("type" or "coordinates" or "bbox")) return Fault<Geometry>($"{path}.{member.Name}", "is not a member of a geometry");
            }
            var type = json.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString() : null;
            if (type is not ("Polygon" or "MultiPolygon")) return Fault<Geometry>($"{path}.type", "has to be Polygon or MultiPolygon");
            if (!json.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array || coordinates.GetArrayLength() == 0)
                return Fault<Geometry>($"{path}.coordinates", "has to be an array that is not empty");
            if (type == "Polygon") return ReadPolygon(coordinates, $"{path}.coordinates");
            var polygons = coordinates.EnumerateArray().Select((p, i) => ReadPolygon(p, $"{path}.coordinates[{i}]")).ToArray();
            return polygons.Contains(null) ? null : Factory.CreateMultiPolygon(polygons!);
        }

        Polygon? ReadPolygon(JsonElement rings, string at)
        {
            if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0) return Fault<Polygon>(at, "has to be an array of rings");
            var read = rings.EnumerateArray().Select((ring, i) => ReadRing(ring, $"{at}[{i}]")).ToArray();
            return read.Contains(null) ? null : Factory.CreatePolygon(read[0], read[1..]!);
        }

        LinearRing? ReadRing(JsonElement ring, string at)
        {
            if (ring.ValueKind != JsonValueKind.Array || ring.GetArrayLength() < 4) return Fault<LinearRing>(at, "has to be a ring of at least 4 positions");
            if ((positions += ring.GetArrayLength()) > MaxPositions) return Fault<LinearRing>(path, $"has more than {MaxPositions} positions");
            var read = ring.EnumerateArray().Select((p, i) => ReadPosition(p, $"{at}[{i}]")).ToArray();
            if (read.Contains(null)) return null;
            if (!read[0]!.Equals2D(read[^1]!)) return Fault<LinearRing>(at, "has to be closed: the first position again at its end");
            // An edge over half the world is one that was meant to cross the antimeridian.
            if (read.Zip(read.Skip(1)).Any(edge => Math.Abs(edge.First!.X - edge.Second!.X) > 180))
                return Fault<LinearRing>(at, "crosses the antimeridian: cut it there into a MultiPolygon (RFC 7946, 3.1.9)");
            return Factory.CreateLinearRing(read!);
        }

        Coordinate? ReadPosition(JsonElement position, string at)
        {
            if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() != 2 ||
                !Number(position[0], out var longitude) || !Number(position[1], out var latitude))
                return Fault<Coordinate>(at, "has to be [longitude, latitude]");
            if (Math.Abs(longitude) > 180) return Fault<Coordinate>($"{at}[0]", "has to be a longitude from -180 to 180");
            if (Math.Abs(latitude) > 90) return Fault<Coordinate>($"{at}[1]", "has to be a latitude from -90 to 90");
            return new Coordinate(longitude, latitude);
        }

        Geometry? ReadBox(JsonElement box)
        {
            var numbers = box.EnumerateArray().Select(n => Number(n, out var value) ? value : double.NaN).ToArray();
            if (numbers is not [var west, var south, var east, var north] || numbers.Any(double.IsNaN))
                return Fault<Geometry>(path, "has to be four numbers: west, south, east, north");
            if (Math.Abs(west) > 180 || Math.Abs(east) > 180) return Fault<Geometry>(path, "has longitudes outside -180 to 180");
            if (Math.Abs(south) > 90 || Math.Abs(north) > 90) return Fault<Geometry>(path, "has latitudes outside -90 to 90");
            if (south >= north || west == east) return Fault<Geometry>(path, "encloses nothing");
            return OfBox(west, south, east, north);
        }

        static bool Number(JsonElement json, out double value)
        {
            value = 0;
            return json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out value) && double.IsFinite(value);
        }

        T? Fault<T>(string at, string message) where T : class
        {
            faults.Add(at, message);
            return null;
        }
    }

    /// <summary>An area that was read, as it is stored: as posted, without white space.</summary>
    public static string Stored(JsonElement area) => area.ValueKind == JsonValueKind.Array ? JsonArray.Create(area)!.ToJsonString() : JsonObject.Create(area)!.ToJsonString();

    /// <summary>A box in degrees; two boxes if it crosses the antimeridian.</summary>
    public static Geometry OfBox(double west, double south, double east, double north) => west < east
        ? Factory.ToGeometry(new Envelope(west, east, south, north))
        : Factory.CreateMultiPolygon(
        [
            (Polygon)Factory.ToGeometry(new Envelope(west, 180, south, north)),
            (Polygon)Factory.ToGeometry(new Envelope(-180, east, south, north)),
        ]);
}
