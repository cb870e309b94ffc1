using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Maps;
using Exchange.RouteAlerts.Places;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Checks a posted alert, names every faulty field, and converts it to the content of an alert. Rules of single fields stand beside the fields.</summary>
internal sealed class AlertRules(PlaceBook places, TimeProvider clock)
{
    /// <summary>A warning that still holds after a year is posted again.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    /// <summary>The content; valid only if <paramref name="faults"/> stays empty.</summary>
    public async Task<AlertContent> ReadAsync(PostAlert.Request request, Faults faults, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var check = new Check(faults, locodes: (locode, _) => PlaceCodes.Fault(locode)) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Fields(request);
        var (from, until) = (request.ValidFrom ?? now, request.ValidUntil ?? now);
        if (request.ValidUntil is null) { }
        else if (until <= from) faults.Add("validUntil", "has to be later than validFrom");
        else if (until <= now) faults.Add("validUntil", "is in the past");
        else if (until - from > LongestValidity) faults.Add("validUntil", $"has to be at most {LongestValidity.TotalDays} days after validFrom");
        if (request.Handling?.Purposes is null or []) faults.Add("handling.purposes", "has to name at least one purpose");

        var route = await RouteAsync(check, request.Route ?? [], faults, ct);
        var area = request.Area is { } json ? Areas.Read(json, "area", faults) : null;
        if (request.Route is null or [] && request.Area is null) faults.Add("route", "has to hold a leg, unless there is an area");

        return new AlertContent
        {
            Type = request.Type ?? "",
            Severity = Severities.Of(request.Severity) ?? Severity.Low,
            ValidFrom = from,
            ValidUntil = until,
            SourceReliability = request.Grading?.Source,
            InformationCredibility = request.Grading?.Information,
            Handling = request.Handling?.Read() ?? new(),
            Summary = request.Summary ?? "",
            Route = route,
            Area = area is null ? null : Areas.Stored(request.Area!.Value),
            AreaCountries = request.Countries ?? [],
        };
    }

    private async Task<AlertRoute> RouteAsync(Check check, IReadOnlyList<AlertLeg> legs, Faults faults, CancellationToken ct)
    {
        foreach (var (leg, at) in check.Inside(legs.Take(PostAlert.MostLegs).ToList(), "route"))
        {
            if (leg.ArrivedOn < leg.DepartedOn) at.Fault("arrivedOn", "is earlier than departedOn");
            if (leg.From == leg.To && leg.Via is null or []) at.Fault("to", "is where the leg begins");
            if (at.In(leg.Conveyance, out var conveyance, out var inConveyance) && conveyance is { Kind: { } kind, Id: { } id } && Conveyances.Fault(kind, id) is { } fault)
                inConveyance.Fault("id", fault);
        }
        if (legs.Select((leg, i) => leg?.Sequence ?? i + 1).Distinct().Count() < legs.Count) faults.Add("route", "has the same sequence twice");
        // With a fault anywhere nothing is stored; only whole legs have places.
        if (faults.Any) return AlertRoute.None;
        var read = legs.Select((leg, i) => leg with { Sequence = leg.Sequence ?? i + 1, Via = leg.Via is [] ? null : leg.Via }).ToList();
        return AlertRoute.Of(read, await places.FindAsync(read.SelectMany(leg => leg.Locodes), ct));
    }
}
