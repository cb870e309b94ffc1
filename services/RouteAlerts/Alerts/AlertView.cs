using Exchange.Access;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>An alert at the reader's level.</summary>
[Leveled]
internal sealed record AlertView
{
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

    /// <summary>1 when issued, +1 with each change; shown in full only, since a summary does not show every change.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required int Version { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public required AlertStatus Status { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? WithdrawnReason { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset IssuedAt { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset UpdatedAt { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Type { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required Severity Severity { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset ValidFrom { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset ValidUntil { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public GradingView? Grading { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required Handling Handling { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Summary { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<AlertLeg> Route { get; init; }

    /// <summary>The places of the route with their names and coordinates, where known.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<PlaceView> Places { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public System.Text.Json.Nodes.JsonNode? Area { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The case that the alert was raised from. Every reader of the alert may see the case.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public CaseLink? Case { get; init; }

    /// <summary>The reader's level: <c>summary</c> or <c>full</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    internal static AlertView Of(RouteAlert alert, ReleaseLevel level) => new()
    {
        Id = alert.Id,
        Reference = alert.Reference,
        Originator = alert.Originator,
        Version = alert.Version,
        Status = alert.Status,
        WithdrawnReason = alert.WithdrawnReason,
        IssuedAt = alert.IssuedAt,
        UpdatedAt = alert.UpdatedAt,
        Type = alert.Type,
        Severity = alert.Severity,
        ValidFrom = alert.ValidFrom,
        ValidUntil = alert.ValidUntil,
        Grading = alert is { SourceReliability: null, InformationCredibility: null } ? null : new(alert.SourceReliability, alert.InformationCredibility),
        Handling = alert.Handling,
        Summary = alert.Summary,
        Route = alert.Route.Legs,
        Places = [.. alert.Route.Places.Select(PlaceView.Of)],
        Area = alert.Area is null ? null : System.Text.Json.Nodes.JsonNode.Parse(alert.Area),
        Countries = alert.Countries,
        Case = alert.CaseId is { } id ? new(id, alert.CaseReference!, $"/v1/cases/{id}") : null,
        Level = level,
    };

    /// <summary>The view as JSON, cut to the level.</summary>
    internal static byte[] Json(Visible<RouteAlert> visible) => LevelJson.Serialize(Of(visible.Record, visible.Level), visible.Level);
}

/// <summary>Admiralty grading.</summary>
/// <param name="Source">Reliability of the source, A to F; shown in full only.</param>
/// <param name="Information">Credibility of the information, 1 to 6.</param>
[Leveled]
internal sealed record GradingView(
    [property: VisibleFrom(ReleaseLevel.Full)] string? Source,
    [property: VisibleFrom(ReleaseLevel.Summary)] string? Information);

/// <summary>The case that an alert was raised from.</summary>
internal sealed record CaseLink(Guid Id, string Reference, string Link);

/// <summary>A place of a route.</summary>
/// <param name="Unlocode">Its UN/LOCODE.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Name">Its name, if known.</param>
/// <param name="Point">Longitude and latitude in degrees; absent if unknown.</param>
/// <param name="Verified">Whether the place is in the official list or a case has verified it.</param>
internal sealed record PlaceView(string Unlocode, string Country, string? Name, double[]? Point, bool Verified)
{
    internal static PlaceView Of(Place place) =>
        new(place.Locode, place.Country, place.Name, place.Position is { } p ? [p.Longitude, p.Latitude] : null, place.Verified);
}
