using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Maps;
using Exchange.RouteAlerts.Places;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Checks what an agency posts, naming every faulty field, and makes the alert's content of it.</summary>
internal sealed class AlertRules(PlaceBook places, TimeProvider clock)
{
    private const int MaxText = 2000;
    private const int MaxName = 200;
    private const int MaxLegs = 50;

    /// <summary>Of the 2024 outcome document.</summary>
    private const int LastParagraph = 228;

    /// <summary>An alert has an end: what still holds after a year is said again.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    /// <summary>The content; of use only when <paramref name="faults"/> has none.</summary>
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
        else if (until <= now) faults.Add("validUntil", "is over already");
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

        var legs = await LegsAsync(check, request.Route ?? [], faults, ct);
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
            Legs = legs,
            Area = area is null ? null : JsonSerializer.Serialize(request.Area),
            AreaCountries = request.Countries ?? [],
        };
    }

    private async Task<IReadOnlyList<AlertLeg>> LegsAsync(Check check, IReadOnlyList<PostAlert.Leg> legs, Faults faults, CancellationToken ct)
    {
        if (legs.Count > MaxLegs) faults.Add("route", $"has more than {MaxLegs} legs");
        var known = await places.FindAsync(legs.SelectMany(l => new[] { l.From, l.To, l.BorderPoint }.Concat(l.Via ?? [])), ct);
        var read = legs.Take(MaxLegs).Select((leg, i) =>
        {
            var at = $"route[{i}]";
            if (leg.Sequence is < 1) faults.Add($"{at}.sequence", "has to be 1 or more");
            if (check.In<PostAlert.Leg>(leg, out _, out var inLeg, at))
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
            if (leg.From == leg.To && leg.Via is not { Count: > 0 }) faults.Add($"{at}.to", "is where the leg begins");
            return new AlertLeg
            {
                Sequence = leg.Sequence ?? i + 1,
                From = Place(leg.From, $"{at}.from"),
                To = Place(leg.To, $"{at}.to"),
                Mode = leg.Mode ?? "",
                Via = [.. (leg.Via ?? []).Take(MaxLegs).Select((via, n) => Place(via, $"{at}.via[{n}]"))],
                BorderPoint = leg.BorderPoint is null ? null : Place(leg.BorderPoint, $"{at}.borderPoint"),
                Means = leg.Means,
                Concealment = leg.Concealment,
                Conveyance = leg.Conveyance,
                DepartedOn = leg.DepartedOn,
                ArrivedOn = leg.ArrivedOn,
                Carrier = leg.Carrier,
                CargoCover = leg.CargoCover,
                Confidence = leg.Confidence,
            };
        }).OrderBy(l => l.Sequence).ToList();
        if (read.DistinctBy(l => l.Sequence).Count() < read.Count) faults.Add("route", "has the same sequence twice");
        return read;

        Place Place(string? locode, string at)
        {
            if (locode is not null && known.TryGetValue(locode, out var place)) return place;
            faults.Add(at, locode is null ? "is required" : "is not a UN/LOCODE: two letters of a country and three characters");
            return new Place("", "", null, null, Verified: false);
        }
    }
}
