using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Exchange.DiversionCases.Places;

/// <summary>Finds places by name, code or country, for a case's location or route.</summary>
internal static class SearchPlaces
{
    /// <summary>All that are given have to hold; without any, every known place.</summary>
    public sealed record Filter
    {
        /// <summary>Part of a name, in any way of writing, or the beginning of a code.</summary>
        [FromQuery(Name = "q")][Text(100)] public string? Q { get; init; }

        /// <summary>The country.</summary>
        [FromQuery(Name = "country")][Country] public string? Country { get; init; }
    }

    /// <summary>A place.</summary>
    /// <param name="Locode">UN/LOCODE.</param>
    /// <param name="Country">ISO 3166-1 alpha-3.</param>
    /// <param name="Name">The name in the official list.</param>
    /// <param name="Functions">Codes of the vocabulary <c>place_function</c>.</param>
    /// <param name="Point">Longitude and latitude in degrees (WGS 84), where they are known.</param>
    public sealed record Line(string Locode, string Country, string Name, IReadOnlyList<string> Functions, IReadOnlyList<double>? Point);

    public static void Map(IEndpointRouteBuilder places) =>
        places.MapGet("/", Handle).WithName("SearchPlaces").WithSummary("Finds places").RequireScope(Scopes.PlacesRead);

    internal static Results<PageAnswer<Line>, ProblemHttpResult> Handle([AsParameters] Filter filter, [AsParameters] Paging paging, PlaceLookup lookup, TimeProvider clock)
    {
        var faults = new Faults();
        new Check(faults) { Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) }.Fields(filter);
        var page = paging.Read<string?>("places", filter, faults);
        if (faults.Any) return faults.ToProblem();

        var country = filter.Country is { } stated ? Countries.Find(stated)!.Alpha2 : null;
        return page.Answer(lookup.Search(filter.Q?.Trim(), country, page.After).Take(page.Take).ToList(), place => place.Locode, Serve);
    }

    private static Line Serve(KnownPlace place) => new(
        place.Locode,
        Countries.FindAlpha2(place.CountryAlpha2)!.Alpha3,
        place.Name,
        [.. CodeLists.PlaceFunction.Where(code => place.Function.Contains(code.Native!, StringComparison.Ordinal)).Select(code => code.Value)],
        place.Position is { } position ? [position.Longitude, position.Latitude] : null);
}
