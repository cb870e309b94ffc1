using System.Text.Json;
using Exchange.Access;
using NetTopologySuite.Geometries;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>
/// Alerts as GeoJSON (RFC 7946): a feature per leg, whose geometry is null if its coordinates are unknown, and one for the area.
/// The properties hold the alert at the reader's level. Coordinates are those of the UN/LOCODEs, exact to a minute of arc.
/// </summary>
internal static class AlertGeoJson
{
    public const string MediaType = "application/geo+json";

    /// <summary>Whether the reader asks for GeoJSON rather than JSON.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept
        .Where(a => a.Quality is not 0)
        .OrderByDescending(a => a.Quality ?? 1)
        .FirstOrDefault() is { } first && first.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    public static byte[] FeatureCollection(IEnumerable<Visible<RouteAlert>> alerts, string? next = null)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var alert in alerts)
        {
            foreach (var leg in alert.Record.Route.Legs) Write(json, alert, $"leg-{leg.Sequence}", "unlocode", AlertGeometry.Of(alert.Record.Route, leg));
            if (alert.Record.Area is { } area) Write(json, alert, "area", "declared", AlertGeometry.OfArea(area));
        }
        json.WriteEndArray();
        if (next is not null) json.WriteString("next", next);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Visible<RouteAlert> alert, string part, string precision, Geometry? geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", $"{alert.Record.Id}/{part}");
        json.WritePropertyName("geometry");
        if (geometry is null) json.WriteNullValue();
        else Write(json, geometry);
        json.WriteStartObject("properties");
        json.WriteString("part", part);
        json.WriteString("precision", precision);
        json.WritePropertyName("alert");
        json.WriteRawValue(AlertView.Json(alert), skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Geometry geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", geometry.GeometryType);
        json.WritePropertyName("coordinates");
        Coordinates(json, geometry);
        json.WriteEndObject();
    }

    private static void Coordinates(Utf8JsonWriter json, Geometry geometry)
    {
        switch (geometry)
        {
            case GeometryCollection parts:
                json.WriteStartArray();
                foreach (var part in parts.Geometries) Coordinates(json, part);
                json.WriteEndArray();
                break;
            case Polygon polygon:
                json.WriteStartArray();
                // Outer rings counterclockwise, holes clockwise (3.1.6).
                foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing).Cast<LinearRing>().Select((r, i) => r.IsCCW == (i == 0) ? r : r.Reverse()))
                    Coordinates(json, ring);
                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                foreach (var position in geometry.Coordinates)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(position.X);
                    json.WriteNumberValue(position.Y);
                    json.WriteEndArray();
                }
                json.WriteEndArray();
                break;
        }
    }
}
