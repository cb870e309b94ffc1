using System.Text.Json.Nodes;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>An alert at the reader's level.</summary>
[Leveled]
internal sealed record AlertView
{
    /// <summary>The id of the alert.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }

    /// <summary>What people call the alert.</summary>
    [Reference][VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }

    /// <summary>The member that issued the alert.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

    /// <summary>1 when issued, +1 with each change; shown in full only, since a summary does not show every change.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required int Version { get; init; }

    /// <summary><c>active</c>, also after <c>validUntil</c>, or <c>withdrawn</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required AlertStatus Status { get; init; }

    /// <summary>Why the originator withdrew the alert; absent if it was withdrawn with its case.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public string? WithdrawnReason { get; init; }

    /// <summary>When the alert was issued.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the alert changed last; shown in full only.</summary>
    [VisibleFrom(ReleaseLevel.Full)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What the alert is about.</summary>
    [Code("alert_type")][VisibleFrom(ReleaseLevel.Summary)] public required string Type { get; init; }

    /// <summary>How grave the alert is.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required Severity Severity { get; init; }

    /// <summary>When the alert begins to hold.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>When the alert ends.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The Admiralty grading of source and information; absent if neither was graded.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public GradingView? Grading { get; init; }

    /// <summary>How readers are asked to handle the alert.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required HandlingView Handling { get; init; }

    /// <summary>The warning in words.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required string Summary { get; init; }

    /// <summary>The legs in the order of travel; empty if the alert is about an area.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<AlertLeg> Route { get; init; }

    /// <summary>The places of the route with their names and coordinates, where known.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<PlaceView> Places { get; init; }

    /// <summary>The area as posted: a GeoJSON Polygon or MultiPolygon, or a bounding box <c>[west, south, east, north]</c> in degrees.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public JsonNode? Area { get; init; }

    /// <summary>The countries of the route's places and of the area.</summary>
    [Country][VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The case that the alert was raised from; absent if an agency posted the alert. Every reader of the alert may see the case.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public CaseLink? Case { get; init; }

    /// <summary>The reader's level: <c>summary</c> or <c>full</c>.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required ReleaseLevel Level { get; init; }

    internal static AlertView Of(Visible<RouteAlert> seen) => Of(seen.Record, seen.Level);

    private static AlertView Of(RouteAlert alert, ReleaseLevel level) => new()
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
        Grading = alert is { SourceReliability: null, InformationCredibility: null }
            ? null
            : new() { Source = alert.SourceReliability, Information = alert.InformationCredibility },
        Handling = HandlingView.Of(alert.Handling),
        Summary = alert.Summary,
        Route = alert.Route.Legs,
        Places = [.. alert.Route.Places.Select(PlaceView.Of)],
        Area = alert.Area is null ? null : JsonNode.Parse(alert.Area),
        Countries = alert.Countries,
        Case = alert.CaseId is { } id ? new() { Id = id, Reference = alert.CaseReference!, Link = $"/v1/cases/{id}" } : null,
        Level = level,
    };
}

/// <summary>Admiralty grading.</summary>
[Leveled]
internal sealed record GradingView
{
    /// <summary>The reliability of the source, A to F; shown in full only.</summary>
    [Code("source_reliability")][VisibleFrom(ReleaseLevel.Full)] public string? Source { get; init; }

    /// <summary>The credibility of the information, 1 to 6.</summary>
    [Code("information_credibility")][VisibleFrom(ReleaseLevel.Summary)] public string? Information { get; init; }
}

/// <summary>How readers are asked to handle an alert.</summary>
internal sealed record HandlingView
{
    /// <summary>The label of the Traffic Light Protocol 2.0.</summary>
    [Code("tlp")] public required string Tlp { get; init; }

    /// <summary>What the alert may be used for; empty means for any purpose.</summary>
    [Code("purpose")] public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Paragraphs of the 2024 outcome document that the alert is shared under.</summary>
    public required IReadOnlyList<int> Paragraphs { get; init; }

    internal static HandlingView Of(Handling handling) => new() { Tlp = handling.Tlp, Purposes = handling.Purposes, Paragraphs = handling.Paragraphs };
}

/// <summary>The case that an alert was raised from.</summary>
internal sealed record CaseLink
{
    /// <summary>The id of the case.</summary>
    public required Guid Id { get; init; }

    /// <summary>The reference of the case.</summary>
    [Reference] public required string Reference { get; init; }

    /// <summary>The path at which the case is read.</summary>
    public required string Link { get; init; }
}

/// <summary>A place of a route.</summary>
internal sealed record PlaceView
{
    /// <summary>Its code.</summary>
    [Locode] public required string Unlocode { get; init; }

    /// <summary>Its country.</summary>
    [Country] public required string Country { get; init; }

    /// <summary>Its name; absent if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Longitude and latitude in degrees; absent if unknown.</summary>
    [Most(2)] public IReadOnlyList<double>? Point { get; init; }

    /// <summary>Whether the place is in the official list or a case has verified it.</summary>
    public required bool Verified { get; init; }

    internal static PlaceView Of(Place place) => new()
    {
        Unlocode = place.Locode,
        Country = place.Country,
        Name = place.Name,
        Point = place.Position is { } p ? [p.Longitude, p.Latitude] : null,
        Verified = place.Verified,
    };
}
