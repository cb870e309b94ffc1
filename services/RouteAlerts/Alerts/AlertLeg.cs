using Exchange.Contracts;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>One leg of an alert's route, as stored.</summary>
internal sealed record AlertLeg
{
    public required int Sequence { get; init; }
    public required Place From { get; init; }
    public required Place To { get; init; }
    public required string Mode { get; init; }
    public IReadOnlyList<Place> Via { get; init; } = [];
    public Place? BorderPoint { get; init; }
    public string? Means { get; init; }
    public string? Concealment { get; init; }
    public Conveyance? Conveyance { get; init; }
    public DateOnly? DepartedOn { get; init; }
    public DateOnly? ArrivedOn { get; init; }
    public string? Carrier { get; init; }
    public string? CargoCover { get; init; }
    public string? Confidence { get; init; }

    /// <summary>Every place that the leg touches, in the order of travel.</summary>
    public IEnumerable<Place> Places => [From, .. Via, .. BorderPoint is null ? [] : new[] { BorderPoint }, To];
}

/// <summary>What carried the cargo: the scheme of its identifier, and the identifier.</summary>
internal sealed record Conveyance(string Kind, string Id);
