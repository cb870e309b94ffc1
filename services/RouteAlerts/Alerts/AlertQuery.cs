using System.Globalization;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Maps;
using Microsoft.AspNetCore.Mvc;
using NetTopologySuite.Geometries;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>The filters of the list and the live stream. Each list of codes may be repeated, or hold several values separated by commas.</summary>
internal sealed record AlertQuery
{
    private const int MaxValues = 100;

    /// <summary>ISO 3166-1 alpha-3 codes of countries, separated by commas or as several parameters; at most 100.</summary>
    [FromQuery(Name = "country")] public string[] Country { get; init; } = [];

    /// <summary>UN/LOCODEs of places, separated by commas or as several parameters; at most 100.</summary>
    [FromQuery(Name = "unlocode")] public string[] Unlocode { get; init; } = [];

    /// <summary>Modes of transport, separated by commas or as several parameters. Codes: <c>/v1/vocabularies/transport_mode</c>.</summary>
    [FromQuery(Name = "mode")] public string[] Mode { get; init; } = [];

    /// <summary>The least severity.</summary>
    [FromQuery(Name = "minSeverity")][Code("severity")] public string? MinSeverity { get; init; }

    /// <summary>A box in degrees: west,south,east,north. If west is greater than east, the box crosses the antimeridian.</summary>
    [FromQuery(Name = "bbox")] public string? Bbox { get; init; }

    /// <summary>The filter; valid only if <paramref name="faults"/>, which is the check's, stays empty.</summary>
    internal AlertFilter Read(Check check, Faults faults)
    {
        check.Fields(this);
        return new AlertFilter(
            Values(Country, "country", Countries.Contains, "is not an ISO 3166-1 alpha-3 country"),
            Values(Unlocode, "unlocode", PlaceCodes.IsLocode, "is not a UN/LOCODE"),
            Values(Mode, "mode", CodeLists.TransportMode.Contains, "is not a transport mode; see /v1/vocabularies/transport_mode"),
            Severities.Of(MinSeverity),
            Box(faults));

        string[] Values(string[] given, string name, Func<string, bool> isValid, string message)
        {
            string[] values = [.. given.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
            if (values.Length > MaxValues) faults.Add(name, $"has more than {MaxValues} values");
            else if (!values.All(isValid)) faults.Add(name, message);
            return values;
        }
    }

    /// <summary>The query as text, to which a cursor is bound.</summary>
    internal string Canonical => string.Join('&', [string.Join(',', Country), string.Join(',', Unlocode), string.Join(',', Mode), MinSeverity, Bbox]);

    private Geometry? Box(Faults faults)
    {
        if (Bbox is null) return null;
        var numbers = Bbox.Split(',').Select(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN);
        using var json = System.Text.Json.JsonDocument.Parse(numbers.All(double.IsFinite)
            ? $"[{string.Join(',', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}]"
            : "[]");
        return Areas.Read(json.RootElement, "bbox", faults);
    }
}
