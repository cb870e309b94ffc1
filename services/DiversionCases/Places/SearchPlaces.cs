using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Exchange.DiversionCases.Places;

/// <summary>Finds places by name, code or country, for whoever writes a case's location or route.</summary>
internal static class SearchPlaces
{
    private const int LongestQuery = 100;

    /// <summary>A place as it is answered; functions are codes of the vocabulary <c>place_function</c>, position is longitude and latitude.</summary>
    public sealed record Response(string Locode, string Country, string Name, IReadOnlyList<string> Functions, IReadOnlyList<double>? Point);

    public static void Map(IEndpointRouteBuilder places) =>
        places.MapGet("/", Handle).WithName("SearchPlaces").RequireScope(Scopes.PlacesRead);

    internal static Results<JsonBytes, ProblemHttpResult> Handle(
        HttpContext http, PlaceLookup lookup, Cursors cursors, IOptions<JsonOptions> json, string? q = null, string? country = null, int? limit = null, string? cursor = null)
    {
        var faults = new Faults();
        var most = Pages.Limit(limit, faults);
        if (q?.Length > LongestQuery) faults.Add("q", $"has at most {LongestQuery} characters");
        var stated = country is null ? null : Countries.Find(country);
        if (country is not null && stated is null) faults.Add("country", Countries.Fault(country));
        var filter = $"places {stated?.Alpha3} {q}";
        string? after = null;
        if (cursor is not null && !cursors.TryUnprotect(cursor, filter, out after)) faults.Add("cursor", "is not one of this list with these filters");
        if (faults.Any) return faults.ToProblem();

        var found = lookup.Search(string.IsNullOrWhiteSpace(q) ? null : q.Trim(), stated?.Alpha2, after).Take(most + 1).ToList();
        var next = found.Count > most ? cursors.Protect(found[most - 1].Locode, filter) : null;
        return Pages.Of(http, found.Take(most).Select(place => JsonSerializer.SerializeToUtf8Bytes(Serve(place), json.Value.SerializerOptions)), next);
    }

    private static Response Serve(KnownPlace place) => new(
        place.Locode,
        Countries.FindAlpha2(place.CountryAlpha2)!.Alpha3,
        place.Name,
        [.. CodeLists.PlaceFunction.Where(code => place.Function.Contains(code.Native!, StringComparison.Ordinal)).Select(code => code.Value)],
        place.Position is { } position ? [position.Longitude, position.Latitude] : null);
}
