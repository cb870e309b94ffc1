using System.Text.Json;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Maps;
using NetTopologySuite.Geometries;
using Position = Exchange.Contracts.Position;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Geometries of alerts, in WGS 84 degrees.</summary>
internal static class AlertGeometry
{
    /// <summary>The legs with known coordinates and the area; null if there are none.</summary>
    public static Geometry? Of(RouteAlert alert)
    {
        Geometry?[] parts = [.. alert.Route.Legs.Select(leg => Of(alert.Route, leg)), alert.Area is null ? null : OfArea(alert.Area)];
        var known = parts.OfType<Geometry>().ToArray();
        return known.Length == 0 ? null : Areas.Factory.CreateGeometryCollection(known);
    }

    /// <summary>
    /// The line of a leg through its places with known coordinates, cut in two where it crosses the antimeridian (RFC 7946, 3.1.9);
    /// null if the coordinates of an end are unknown.
    /// </summary>
    public static Geometry? Of(AlertRoute route, AlertLeg leg)
    {
        var positions = route.PlacesOf(leg).Select(p => p.Position).ToList();
        if (positions[0] is null || positions[^1] is null) return null;
        var lines = new List<List<Coordinate>> { new() };
        foreach (var position in positions.OfType<Position>())
        {
            var next = new Coordinate(position.Longitude, position.Latitude);
            var line = lines[^1];
            if (line.Count > 0 && Math.Abs(next.X - line[^1].X) > 180)
            {
                var (exit, entry) = Cut(line[^1], next);
                line.Add(exit);
                lines.Add([entry]);
            }
            lines[^1].Add(next);
        }
        // A place on the antimeridian would leave a piece without length on the other side.
        var pieces = lines.Where(line => line.Distinct().Count() > 1).Select(line => Areas.Factory.CreateLineString([.. line])).ToArray();
        return pieces switch
        {
            [] => Areas.Factory.CreateLineString([lines[0][0], lines[0][^1]]),
            [var only] => only,
            _ => Areas.Factory.CreateMultiLineString(pieces),
        };
    }

    /// <summary>The geometry of a stored area, which was checked when it was posted.</summary>
    public static Geometry OfArea(string json)
    {
        using var document = JsonDocument.Parse(json);
        var faults = new Faults();
        return Areas.Read(document.RootElement, "area", faults) ?? throw new InvalidOperationException("A stored area cannot be read.");
    }

    private static (Coordinate Exit, Coordinate Entry) Cut(Coordinate from, Coordinate to)
    {
        var edge = from.X > 0 ? 180 : -180;
        var unrolled = to.X + (2 * edge);
        var part = unrolled == from.X ? 0 : (edge - from.X) / (unrolled - from.X);
        var latitude = from.Y + (part * (to.Y - from.Y));
        return (new(edge, latitude), new(-edge, latitude));
    }
}
