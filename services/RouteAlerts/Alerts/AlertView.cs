using Exchange.Access;
using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>An alert as readers see it, each at their level.</summary>
[Leveled]
internal sealed record AlertView
{
    [VisibleFrom(ReleaseLevel.Summary)] public required Guid Id { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Reference { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Originator { get; init; }

    /// <summary>How often it changed, and when last: in full only, as of a case, since not every change is shown in a summary.</summary>
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
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<LegView> Route { get; init; }

    /// <summary>The places of the route, with what is known of each.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<PlaceView> Places { get; init; }

    [VisibleFrom(ReleaseLevel.Summary)] public System.Text.Json.Nodes.JsonNode? Area { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The case that it was raised from; whoever sees the alert sees the case.</summary>
    [VisibleFrom(ReleaseLevel.Summary)] public CaseLink? Case { get; init; }

    /// <summary>The level that the reader is shown.</summary>
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
        Route = [.. alert.Legs.Select(LegView.Of)],
        Places = [.. alert.Legs.SelectMany(leg => leg.Places).DistinctBy(p => p.Locode).Select(PlaceView.Of)],
        Area = alert.Area is null ? null : System.Text.Json.Nodes.JsonNode.Parse(alert.Area),
        Countries = alert.Countries,
        Case = alert.CaseId is { } id ? new(id, alert.CaseReference!, $"/v1/cases/{id}") : null,
        Level = level,
    };

    /// <summary>The view as JSON, with what the level shows.</summary>
    internal static byte[] Json(Visible<RouteAlert> visible) => LevelJson.Serialize(Of(visible.Record, visible.Level), visible.Level);
}

/// <summary>Admiralty grading; of the source only in full, as in a case.</summary>
[Leveled]
internal sealed record GradingView(
    [property: VisibleFrom(ReleaseLevel.Full)] string? Source,
    [property: VisibleFrom(ReleaseLevel.Summary)] string? Information);

/// <summary>Where the case behind an alert is read.</summary>
internal sealed record CaseLink(Guid Id, string Reference, string Link);

/// <summary>A leg as readers see it, its places by UN/LOCODE: what identifies a conveyance or its operator only in full.</summary>
[Leveled]
internal sealed record LegView
{
    [VisibleFrom(ReleaseLevel.Summary)] public required int Sequence { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string From { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string To { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public required string Mode { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public IReadOnlyList<string>? Via { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? BorderPoint { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Means { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Concealment { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? DepartedOn { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public DateOnly? ArrivedOn { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? CargoCover { get; init; }
    [VisibleFrom(ReleaseLevel.Summary)] public string? Confidence { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public Conveyance? Conveyance { get; init; }
    [VisibleFrom(ReleaseLevel.Full)] public string? Carrier { get; init; }

    internal static LegView Of(AlertLeg leg) => new()
    {
        Sequence = leg.Sequence,
        From = leg.From.Locode,
        To = leg.To.Locode,
        Mode = leg.Mode,
        Via = leg.Via.Count == 0 ? null : [.. leg.Via.Select(v => v.Locode)],
        BorderPoint = leg.BorderPoint?.Locode,
        Means = leg.Means,
        Concealment = leg.Concealment,
        DepartedOn = leg.DepartedOn,
        ArrivedOn = leg.ArrivedOn,
        CargoCover = leg.CargoCover,
        Confidence = leg.Confidence,
        Conveyance = leg.Conveyance,
        Carrier = leg.Carrier,
    };
}

/// <summary>A place; without a point where its coordinates are not known.</summary>
internal sealed record PlaceView(string Unlocode, string Country, string? Name, double[]? Point, bool Verified)
{
    internal static PlaceView Of(Place place) =>
        new(place.Locode, place.Country, place.Name, place.Position is { } p ? [p.Longitude, p.Latitude] : null, place.Verified);
}
