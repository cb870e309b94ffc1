using System.Text.Json;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.RouteAlerts.Maps;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>What an alert says, whoever says it: an agency that posts it, or a case that it is raised from.</summary>
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
    public IReadOnlyList<AlertLeg> Legs { get; init; } = [];

    /// <summary>The geometry of the area as GeoJSON, or null.</summary>
    public string? Area { get; init; }

    /// <summary>Countries that the area is of; those of the legs need not be named again.</summary>
    public IReadOnlyList<string> AreaCountries { get; init; } = [];
}

/// <summary>A warning about a trafficking route (outcome document, paras 79, 120, 184), and where it stands.</summary>
internal sealed class RouteAlert : IReleasable
{
    private RouteAlert() { }

    public Guid Id { get; private init; }
    public string Originator { get; private init; } = "";
    public string Reference { get; private init; } = "";

    /// <summary>Grows with each change; 1 at first.</summary>
    public int Version { get; private set; }

    /// <summary>The position of its first entry in the feed: lists run along it.</summary>
    public long Position { get; set; }

    public AlertStatus Status { get; private set; }

    /// <summary>Set when an agency withdrew it by hand; then nothing that happens to its case brings it back.</summary>
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
    public IReadOnlyList<AlertLeg> Legs { get; private set; } = [];
    public string? Area { get; private set; }

    public List<string> AreaCountries { get; private set; } = [];

    /// <summary>What lists and subscriptions filter by; all of it is visible from the summary on.</summary>
    public List<string> Countries { get; private set; } = [];

    public List<string> Unlocodes { get; private set; } = [];
    public List<string> Modes { get; private set; } = [];

    /// <summary>The box around its known coordinates: a list finds candidates by it, and then looks closely.</summary>
    public Box? Box { get; private set; }

    /// <summary>The case that it was raised from; its reference, for whoever may see the alert may see the case.</summary>
    public Guid? CaseId { get; private init; }

    public string? CaseReference { get; private init; }

    /// <summary>Issues an alert of <paramref name="originator"/>.</summary>
    public static RouteAlert Issue(string originator, AlertContent content, DateTimeOffset now, CaseFacts? raisedFrom = null)
    {
        var alert = new RouteAlert
        {
            Id = Guid.CreateVersion7(now),
            Originator = originator,
            Reference = References.New(originator, now, ReferenceNumbers.Draw()),
            IssuedAt = now,
            CaseId = raisedFrom?.Id,
            CaseReference = raisedFrom?.Reference,
        };
        alert.Amend(content, now);
        return alert;
    }

    /// <summary>Says something new; an alert that had been withdrawn stands again, unless an agency withdrew it by hand.</summary>
    public void Amend(AlertContent content, DateTimeOffset now)
    {
        (Type, Severity, Summary) = (content.Type, content.Severity, content.Summary);
        (ValidFrom, ValidUntil) = (content.ValidFrom, content.ValidUntil);
        (SourceReliability, InformationCredibility, Handling) = (content.SourceReliability, content.InformationCredibility, content.Handling);
        (Legs, Area, AreaCountries) = (content.Legs, content.Area, [.. content.AreaCountries]);
        var places = Legs.SelectMany(leg => leg.Places).ToList();
        Countries = [.. places.Select(p => p.Country).Concat(content.AreaCountries).Distinct()];
        Unlocodes = [.. places.Select(p => p.Locode).Distinct()];
        Modes = [.. Legs.Select(leg => leg.Mode).Distinct()];
        Box = Box.Around(AlertGeometry.Of(this));
        if (WithdrawnReason is null) Status = AlertStatus.Active;
        Changed(now);
    }

    /// <summary>Whether this is what it says already.</summary>
    public bool Says(AlertContent content) =>
        (Status == AlertStatus.Active) == (WithdrawnReason is null) && JsonSerializer.Serialize(Content) == JsonSerializer.Serialize(content);

    /// <summary>The alert no longer stands. The reason is given by an agency, and absent when the case behind it fell.</summary>
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
        Legs = Legs,
        Area = Area,
        AreaCountries = AreaCountries,
    };

    private void Changed(DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
    }
}
