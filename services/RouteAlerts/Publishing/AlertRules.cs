using System.Text.Json;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Maps;
using Exchange.RouteAlerts.Places;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Checks a posted alert, names every faulty field, and converts it to the content of an alert.</summary>
internal sealed class AlertRules(PlaceBook places, TimeProvider clock)
{
    private const int MaxText = 2000;
    private const int MaxName = 200;
    private const int MaxLegs = 50;

    /// <summary>The last paragraph of the 2024 outcome document.</summary>
    private const int LastParagraph = 228;

    /// <summary>A warning that still holds after a year is posted again.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    /// <summary>The content; valid only if <paramref name="faults"/> stays empty.</summary>
    public async Task<AlertContent> ReadAsync(PostAlert.Request request, Faults faults, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Type);
        check.Code(request.Type, AlertVocabulary.Type);
        check.Required(request.Severity);
        check.Code(request.Severity, AlertVocabulary.SeverityLevel);
        var severity = AlertVocabulary.TryParse(request.Severity, out var parsed) ? parsed : Severity.Low;
        check.Required(request.Summary);
        check.Text(request.Summary, MaxText, lines: true);
        var (from, until) = (request.ValidFrom ?? now, request.ValidUntil ?? now);
        check.Required(request.ValidUntil);
        if (request.ValidUntil is null) { }
        else if (until <= from) faults.Add("validUntil", "has to be later than validFrom");
        else if (until <= now) faults.Add("validUntil", "is in the past");
        else if (until - from > LongestValidity) faults.Add("validUntil", $"has to be at most {LongestValidity.TotalDays} days after validFrom");

        check.Required(request.Grading);
        if (check.In(request.Grading, out var grading, out var inGrading))
        {
            inGrading.Required(grading.Source);
            inGrading.Code(grading.Source, CodeLists.SourceReliability);
            inGrading.Required(grading.Information);
            inGrading.Code(grading.Information, CodeLists.InformationCredibility);
        }
        if (request.Handling?.Purposes is not { Count: > 0 }) faults.Add("handling.purposes", "has to name at least one purpose");
        if (check.In(request.Handling, out var handling, out var inHandling))
        {
            inHandling.Code(handling.Tlp, CodeLists.Tlp);
            inHandling.Codes(handling.Purposes, CodeLists.Purpose);
            for (var i = 0; i < handling.Paragraphs?.Count; i++)
            {
                if (handling.Paragraphs[i] is < 1 or > LastParagraph) faults.Add($"handling.paragraphs[{i}]", "is not a paragraph of the outcome document");
            }
        }

        var route = await RouteAsync(check, request.Route ?? [], faults, ct);
        var area = request.Area is { } json ? Areas.Read(json, "area", faults) : null;
        if (request.Route is not { Count: > 0 } && request.Area is null) faults.Add("route", "has to hold a leg, unless there is an area");
        check.Countries(request.Countries, Countries.All.Count);

        return new AlertContent
        {
            Type = request.Type ?? "",
            Severity = severity,
            ValidFrom = from,
            ValidUntil = until,
            SourceReliability = request.Grading?.Source,
            InformationCredibility = request.Grading?.Information,
            Handling = request.Handling ?? new(),
            Summary = request.Summary ?? "",
            Route = route,
            Area = area is null ? null : JsonSerializer.Serialize(request.Area),
            AreaCountries = request.Countries ?? [],
        };
    }

    private async Task<AlertRoute> RouteAsync(Check check, IReadOnlyList<AlertLeg> legs, Faults faults, CancellationToken ct)
    {
        if (legs.Count > MaxLegs) faults.Add("route", $"has more than {MaxLegs} legs");
        var found = await places.FindAsync(legs.SelectMany(leg => leg.Locodes), ct);
        var read = legs.Take(MaxLegs).Select((leg, i) => leg with { Sequence = leg.Sequence ?? i + 1, Via = leg.Via is { Count: > 0 } via ? via : null }).ToList();
        foreach (var (i, leg) in read.Index()) CheckLeg(check, leg, $"route[{i}]", found, faults);
        if (read.DistinctBy(leg => leg.Sequence).Count() < read.Count) faults.Add("route", "has the same sequence twice");
        return AlertRoute.Of(read, found);
    }

    private static void CheckLeg(Check check, AlertLeg leg, string at, IReadOnlyDictionary<string, Place> found, Faults faults)
    {
        if (leg.Sequence < 1) faults.Add($"{at}.sequence", "has to be 1 or more");
        if (check.In<AlertLeg>(leg, out _, out var inLeg, at))
        {
            inLeg.Required(leg.Mode);
            inLeg.Code(leg.Mode, CodeLists.TransportMode);
            inLeg.Code(leg.Means, CodeLists.TransportMeans);
            inLeg.Code(leg.Concealment, CodeLists.Concealment);
            inLeg.Code(leg.Confidence, AlertVocabulary.Confidence);
            inLeg.Text(leg.Carrier, MaxName);
            inLeg.Text(leg.CargoCover, MaxName);
        }
        if (leg.Conveyance is { } conveyance) Conveyances.Check(conveyance, $"{at}.conveyance", faults);
        if (leg.ArrivedOn < leg.DepartedOn) faults.Add($"{at}.arrivedOn", "is earlier than departedOn");
        if (leg.From == leg.To && leg.Via is null) faults.Add($"{at}.to", "is where the leg begins");
        Place(leg.From, $"{at}.from");
        Place(leg.To, $"{at}.to");
        if (leg.Via?.Count > MaxLegs) faults.Add($"{at}.via", $"has more than {MaxLegs} places");
        foreach (var (n, via) in (leg.Via ?? []).Take(MaxLegs).Index()) Place(via, $"{at}.via[{n}]");
        if (leg.BorderPoint is { } border) Place(border, $"{at}.borderPoint");

        void Place(string? locode, string path)
        {
            if (locode is null) faults.Add(path, "is required");
            else if (!found.ContainsKey(locode)) faults.Add(path, "is not a UN/LOCODE: two letters of a country and three characters");
        }
    }
}
