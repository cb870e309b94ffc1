using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.Metadata;
using NetTopologySuite.Geometries;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Alerts as GeoJSON (RFC 7946). Coordinates are those of the UN/LOCODEs, exact to a minute of arc.</summary>
internal static class AlertGeoJson
{
    public const string MediaType = "application/geo+json";

    /// <summary>Whether the reader asks for GeoJSON rather than JSON.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept
        .Where(a => a.Quality is not 0)
        .OrderByDescending(a => a.Quality ?? 1)
        .FirstOrDefault() is { } first && first.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The feature collection of the alerts, each at its reader's level.</summary>
    public static async Task<GeoJsonAnswer> ShowAsync(this Shown shown, IEnumerable<Visible<RouteAlert>> alerts, string? next, Access.Reading reading, CancellationToken ct)
    {
        var features = await shown.AllAsync([.. alerts.Select(seen => (ShownRecord.Of(seen), AlertFeature.Of(seen)))], reading, ct);
        // As of a page: the cursor is another one each time, so the tag is weak and leaves it out.
        return new(Write(features, next), $"W/{Shown.ETagOf(Write(features, next is null ? null : ""))}");
    }

    private static byte[] Write(IReadOnlyList<byte[]> features, string? next)
    {
        var body = new ArrayBufferWriter<byte>(features.Sum(f => f.Length) + 256);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("type", AlertFeatureCollection.GeoJsonType);
        json.WriteStartArray("features");
        // Each element is the array of one alert's features.
        foreach (var ofAlert in features.Where(f => f.Length > 2)) json.WriteRawValue(ofAlert.AsSpan()[1..^1], skipInputValidation: true);
        json.WriteEndArray();
        if (next is not null) json.WriteString("next", next);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}

/// <summary>200 with a feature collection.</summary>
internal sealed class GeoJsonAnswer(byte[] json, string etag) : ShownAnswer(json, StatusCodes.Status200OK, AlertGeoJson.MediaType, etag), IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(AlertFeatureCollection), [AlertGeoJson.MediaType]));
}

/// <summary>Alerts as a GeoJSON feature collection (RFC 7946, section 3.3): a feature for each leg of each alert, and one for its area.</summary>
internal sealed record AlertFeatureCollection
{
    internal const string GeoJsonType = "FeatureCollection";

    /// <summary>Always <c>FeatureCollection</c>.</summary>
    public string Type { get; } = GeoJsonType;

    /// <summary>The features of each alert together, in the order of the list.</summary>
    public required IReadOnlyList<AlertFeature> Features { get; init; }

    /// <summary>The cursor of the next page; absent on the last one and for a single alert.</summary>
    public string? Next { get; init; }
}

/// <summary>A leg or the area of an alert as a GeoJSON feature (RFC 7946, section 3.2).</summary>
[Leveled]
internal sealed record AlertFeature
{
    /// <summary>Always <c>Feature</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string Type { get; } = "Feature";

    /// <summary>The id of the alert and the part of it, such as <c>…/leg-1</c> or <c>…/area</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Id { get; init; }

    /// <summary>The geometry of the part; null if the coordinates of an end of the leg are unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)][VisibleFrom(ReleaseLevel.Summary)] public FeatureGeometry? Geometry { get; init; }

    /// <summary>Which part it is, and the whole alert.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required FeatureProperties Properties { get; init; }

    /// <summary>The features of one alert: its legs in the order of travel, then its area.</summary>
    internal static IReadOnlyList<AlertFeature> Of(Visible<RouteAlert> seen)
    {
        var (alert, view) = (seen.Record, AlertView.Of(seen));
        var legs = alert.Route.Legs.Select(leg => Of(view, $"leg-{leg.Sequence}", "unlocode", AlertGeometry.Of(alert.Route, leg)));
        return [.. alert.Area is { } area ? legs.Append(Of(view, "area", "declared", AlertGeometry.OfArea(area))) : legs];
    }

    private static AlertFeature Of(AlertView view, string part, string precision, Geometry? geometry) => new()
    {
        Id = $"{view.Id}/{part}",
        Geometry = geometry is null ? null : FeatureGeometry.Of(geometry),
        Properties = new() { Part = part, Precision = precision, Alert = view },
    };
}

/// <summary>What a feature says beside its geometry.</summary>
[Leveled]
internal sealed record FeatureProperties
{
    /// <summary><c>leg-</c> and the leg's sequence, or <c>area</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Part { get; init; }

    /// <summary><c>unlocode</c>: coordinates of the places, exact to a minute of arc; <c>declared</c>: the area as it was posted.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Precision { get; init; }

    /// <summary>The alert at the reader's level.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required AlertView Alert { get; init; }
}

/// <summary>A GeoJSON geometry (RFC 7946, section 3.1) in WGS 84 degrees, longitude first.</summary>
internal sealed record FeatureGeometry
{
    /// <summary><c>LineString</c> or <c>MultiLineString</c> of a leg, <c>Polygon</c> or <c>MultiPolygon</c> of an area.</summary>
    public required string Type { get; init; }

    /// <summary>Positions, nested as the type requires. Outer rings run counterclockwise.</summary>
    public required JsonArray Coordinates { get; init; }

    internal static FeatureGeometry Of(Geometry geometry) => new() { Type = geometry.GeometryType, Coordinates = CoordinatesOf(geometry) };

    private static JsonArray CoordinatesOf(Geometry geometry) => geometry switch
    {
        GeometryCollection parts => [.. parts.Geometries.Select(CoordinatesOf)],
        // Outer rings counterclockwise, holes clockwise (3.1.6).
        Polygon polygon => [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Cast<LinearRing>().Select((r, i) => r.IsCCW == (i == 0) ? r : r.Reverse()).Select(CoordinatesOf)],
        _ => [.. geometry.Coordinates.Select(position => new JsonArray(position.X, position.Y))],
    };
}
