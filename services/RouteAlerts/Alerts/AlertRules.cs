using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Trust;

namespace Exchange.RouteAlerts;

/// <summary>Checks what an agency posts, naming every faulty field, and makes the alert's content of it.</summary>
internal sealed class AlertRules(TrustDirectory trust, PlaceBook places, TimeProvider clock)
{
    private const int MaxText = 2000;
    private const int MaxName = 200;
    private const int MaxLegs = 50;
    private const int MaxReleases = 50;

    /// <summary>An alert has an end: what still holds after a year is said again.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(366);

    /// <summary>The content; of use only when <paramref name="faults"/> has none.</summary>
    public async Task<AlertContent> ReadAsync(PostAlert.Request request, Faults faults, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Vocabulary(request.Type, AlertVocabulary.Types, "type", faults);
        Vocabulary(request.Severity, AlertVocabulary.Severities, "severity", faults);
        var severity = AlertVocabulary.TryParse(request.Severity, out var parsed) ? parsed : Severity.Low;
        Text(request.Summary, MaxText, "summary", faults, required: true);
        var (from, until) = (request.ValidFrom ?? now, request.ValidUntil ?? now);
        if (request.ValidUntil is null) faults.Add("validUntil", "is required");
        else if (until <= from) faults.Add("validUntil", "has to be later than validFrom");
        else if (until <= now) faults.Add("validUntil", "is over already");
        else if (until - from > LongestValidity) faults.Add("validUntil", $"has to be at most {LongestValidity.TotalDays} days after validFrom");

        if (request.Grading is null) faults.Add("grading", "is required");
        else
        {
            Vocabulary(request.Grading.Source, AlertVocabulary.Sources, "grading.source", faults);
            Vocabulary(request.Grading.Information, AlertVocabulary.Credibilities, "grading.information", faults);
        }
        if (request.Handling?.Purposes is not { Count: > 0 }) faults.Add("handling.purposes", "has to name at least one purpose");
        if (request.Handling is { } handling)
        {
            Vocabulary(handling.Tlp, TlpLabels.All, "handling.tlp", faults);
            Each(handling.Purposes, "handling.purposes", (purpose, at) => Vocabulary(purpose, Purposes.All, at, faults));
            Each(handling.Paragraphs, "handling.paragraphs", (paragraph, at) =>
            {
                if (paragraph is < 1 or > 200) faults.Add(at, "is not a paragraph of the outcome document");
            });
        }

        var legs = await LegsAsync(request.Route ?? [], faults, ct);
        var area = request.Area is { } json ? Areas.Read(json, "area", faults) : null;
        if (request.Route is not { Count: > 0 } && request.Area is null) faults.Add("route", "has to hold a leg, unless there is an area");
        Each(request.Countries, "countries", (country, at) =>
        {
            if (!Codes.IsCountry(country)) faults.Add(at, "is not an ISO 3166-1 alpha-3 country");
        });
        Releases(request.Releases ?? [], faults, now);

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

    private async Task<IReadOnlyList<AlertLeg>> LegsAsync(IReadOnlyList<PostAlert.Leg> legs, Faults faults, CancellationToken ct)
    {
        if (legs.Count > MaxLegs) faults.Add("route", $"has more than {MaxLegs} legs");
        var known = await places.FindAsync(legs.SelectMany(l => new[] { l.From, l.To, l.BorderPoint }.Concat(l.Via ?? [])), ct);
        var read = legs.Take(MaxLegs).Select((leg, i) =>
        {
            var at = $"route[{i}]";
            if (leg.Sequence is < 1) faults.Add($"{at}.sequence", "has to be 1 or more");
            Vocabulary(leg.Mode, AlertVocabulary.Modes, $"{at}.mode", faults);
            Optional(leg.Means, AlertVocabulary.Means, $"{at}.means", faults);
            Optional(leg.Concealment, AlertVocabulary.Concealments, $"{at}.concealment", faults);
            Optional(leg.Confidence, AlertVocabulary.Confidences, $"{at}.confidence", faults);
            Text(leg.Carrier, MaxName, $"{at}.carrier", faults);
            Text(leg.CargoCover, MaxName, $"{at}.cargoCover", faults);
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

    private void Releases(IReadOnlyList<Release> releases, Faults faults, DateTimeOffset now)
    {
        if (releases.Count > MaxReleases) faults.Add("releases", $"has more than {MaxReleases} releases");
        for (var i = 0; i < Math.Min(releases.Count, MaxReleases); i++)
        {
            var (release, at) = (releases[i], $"releases[{i}]");
            if (release.To is not { Count: > 0 }) faults.Add($"{at}.to", "has to name a recipient");
            Each(release.To, $"{at}.to", (to, where) =>
            {
                if (to is null || trust.Reached(to, DateOnly.FromDateTime(now.UtcDateTime)) is null) faults.Add(where, "is no member, group (EAC/*) or everyone (*)");
            });
            Each(release.Functions, $"{at}.functions", (function, where) => Vocabulary(function, Functions.All, where, faults));
            Each(release.Purposes, $"{at}.purposes", (purpose, where) => Vocabulary(purpose, Purposes.All, where, faults));
            if (release.Level < ReleaseLevel.Summary) faults.Add($"{at}.level", "has to be summary or full: an alert that tells nothing warns nobody");
            if (release.Until <= now) faults.Add($"{at}.until", "is over already");
            if (release.Onward is not ("originator_consent_required" or "within_recipients"))
                faults.Add($"{at}.onward", "has to be originator_consent_required or within_recipients");
        }
    }

    private static void Each<T>(IReadOnlyList<T>? values, string path, Action<T, string> check)
    {
        for (var i = 0; i < values?.Count; i++) check(values[i], $"{path}[{i}]");
    }

    private static void Vocabulary(string? value, IReadOnlyList<string> list, string path, Faults faults)
    {
        if (value is null) faults.Add(path, "is required");
        else if (!list.Contains(value)) faults.Add(path, $"has to be one of {string.Join(", ", list)}");
    }

    private static void Optional(string? value, IReadOnlyList<string> list, string path, Faults faults)
    {
        if (value is not null) Vocabulary(value, list, path, faults);
    }

    private static void Text(string? value, int most, string path, Faults faults, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(value)) faults.Add(path, "is required");
        else if (value?.Length > most) faults.Add(path, $"has more than {most} characters");
        else if (value?.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) == true) faults.Add(path, "has control characters");
    }
}
