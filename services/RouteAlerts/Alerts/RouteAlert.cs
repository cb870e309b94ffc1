using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.RouteAlerts.Maps;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>The content of an alert, whether an agency posts it or a case raises it.</summary>
internal sealed record AlertContent
{
    public required string Type { get; init; }
    public required Severity Severity { get; init; }
    public required DateTimeOffset ValidFrom { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }
    public string? SourceReliability { get; init; }
    public string? InformationCredibility { get; init; }
    public required Handling Handling { get; init; }
    public required string Summary { get; init; }
    public AlertRoute Route { get; init; } = AlertRoute.None;

    /// <summary>The area as posted (GeoJSON geometry or bounding box), or null.</summary>
    public string? Area { get; init; }

    /// <summary>Countries of the area; those of the legs are added automatically.</summary>
    public IReadOnlyList<string> AreaCountries { get; init; } = [];
}

/// <summary>A warning about a trafficking route (outcome document, paras 79, 120, 184).</summary>
internal sealed class RouteAlert : IReleasable
{
    private RouteAlert() { }

    public Guid Id { get; private init; }
    public string Originator { get; private init; } = "";
    public string Reference { get; private init; } = "";

    /// <summary>1 when issued, +1 with each change.</summary>
    public int Version { get; private set; }

    /// <summary>The position of its first feed entry, by which lists are ordered; 0 before it has one.</summary>
    public long Position { get; set; }

    public AlertStatus Status { get; private set; }

    /// <summary>Set if an agency withdrew the alert; then no change of its case brings it back.</summary>
    public string? WithdrawnReason { get; private set; }

    public DateTimeOffset IssuedAt { get; private init; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public string Type { get; private set; } = "";
    public Severity Severity { get; private set; }
    public DateTimeOffset ValidFrom { get; private set; }
    public DateTimeOffset ValidUntil { get; private set; }
    public string? SourceReliability { get; private set; }
    public string? InformationCredibility { get; private set; }
    public Handling Handling { get; private set; } = new();
    public string Summary { get; private set; } = "";
    public AlertRoute Route { get; private set; } = AlertRoute.None;
    public string? Area { get; private set; }

    public List<string> AreaCountries { get; private set; } = [];

    /// <summary>Lists and subscriptions filter by these columns; their values are visible at level summary.</summary>
    public List<string> Countries { get; private set; } = [];

    public List<string> Unlocodes { get; private set; } = [];
    public List<string> Modes { get; private set; } = [];

    /// <summary>The box around the known coordinates, by which lists find candidates for an area.</summary>
    public Box? Box { get; private set; }

    /// <summary>The case that the alert was raised from. Every reader of the alert may see the case, so its reference is shown too.</summary>
    public Guid? CaseId { get; private init; }

    public string? CaseReference { get; private init; }

    /// <summary>Issues an alert of <paramref name="originator"/> under a reference that was drawn for it.</summary>
    public static RouteAlert Issue(string originator, string reference, AlertContent content, DateTimeOffset now, CaseFacts? raisedFrom = null)
    {
        var alert = new RouteAlert
        {
            Id = Guid.CreateVersion7(now),
            Originator = originator,
            Reference = reference,
            IssuedAt = now,
            CaseId = raisedFrom?.Id,
            CaseReference = raisedFrom?.Reference,
        };
        alert.Amend(content, now);
        return alert;
    }

    /// <summary>Replaces the content. A withdrawn alert becomes active again, unless an agency withdrew it.</summary>
    public void Amend(AlertContent content, DateTimeOffset now)
    {
        (Type, Severity, Summary) = (content.Type, content.Severity, content.Summary);
        (ValidFrom, ValidUntil) = (content.ValidFrom, content.ValidUntil);
        (SourceReliability, InformationCredibility, Handling) = (content.SourceReliability, content.InformationCredibility, content.Handling);
        (Route, Area, AreaCountries) = (content.Route, content.Area, [.. content.AreaCountries]);
        Countries = [.. Route.Places.Select(p => p.Country).Concat(content.AreaCountries).Distinct()];
        Unlocodes = [.. Route.Places.Select(p => p.Locode)];
        Modes = [.. Route.Legs.Select(leg => leg.Mode!).Distinct()];
        Box = Box.Around(AlertGeometry.Of(this));
        if (WithdrawnReason is null) Status = AlertStatus.Active;
        Changed(now);
    }

    /// <summary>Whether the alert already has this content.</summary>
    public bool HasContent(AlertContent content) =>
        (Status == AlertStatus.Active) == (WithdrawnReason is null) && JsonSerializer.Serialize(Content) == JsonSerializer.Serialize(content);

    /// <summary>Withdraws the alert. An agency gives a reason; if the case is withdrawn or erroneous, there is none.</summary>
    public void Withdraw(string? reason, DateTimeOffset now)
    {
        Status = AlertStatus.Withdrawn;
        WithdrawnReason = reason;
        Changed(now);
    }

    private AlertContent Content => new()
    {
        Type = Type,
        Severity = Severity,
        ValidFrom = ValidFrom,
        ValidUntil = ValidUntil,
        SourceReliability = SourceReliability,
        InformationCredibility = InformationCredibility,
        Handling = Handling,
        Summary = Summary,
        Route = Route,
        Area = Area,
        AreaCountries = AreaCountries,
    };

    private void Changed(DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
    }
}
