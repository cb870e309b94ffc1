using System.Text.Json;
using Exchange.Hosting;
using Exchange.RouteAlerts.Maps;
using NetTopologySuite.Geometries;
using Position = Exchange.Contracts.Position;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Where an alert is on the map.</summary>
internal static class AlertGeometry
{
    /// <summary>All of the alert: its legs with known coordinates and its area; null when nothing is known.</summary>
    public static Geometry? Of(RouteAlert alert)
    {
        Geometry?[] parts = [.. alert.Legs.Select(Of), alert.Area is null ? null : OfArea(alert.Area)];
        var known = parts.OfType<Geometry>().ToArray();
        return known.Length == 0 ? null : Areas.Factory.CreateGeometryCollection(known);
    }

    /// <summary>
    /// The line of a leg through the places whose coordinates are known, cut at the antimeridian into two where it crosses
    /// (RFC 7946, 3.1.9); null when an end is not known.
    /// </summary>
    public static Geometry? Of(AlertLeg leg)
    {
        if (leg.From.Position is null || leg.To.Position is null) return null;
        var lines = new List<List<Coordinate>> { new() };
        foreach (var position in leg.Places.Select(p => p.Position).OfType<Position>())
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
        // A place that lies on the antimeridian leaves a piece without length on its other side.
        var pieces = lines.Where(line => line.Distinct().Count() > 1).Select(line => Areas.Factory.CreateLineString([.. line])).ToArray();
        return pieces switch
        {
            [] => Areas.Factory.CreateLineString([lines[0][0], lines[0][^1]]),
            [var only] => only,
            _ => Areas.Factory.CreateMultiLineString(pieces),
        };
    }

    /// <summary>The geometry of an area that was checked when it was stored.</summary>
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
