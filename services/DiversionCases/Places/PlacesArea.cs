namespace Exchange.DiversionCases.Places;

/// <summary>What the module composes of places.</summary>
internal static class PlacesArea
{
    public static IServiceCollection AddPlaces(this IServiceCollection services)
    {
        services.AddSingleton<PlaceLookup>();
        services.AddHostedService<PlaceRefresher>();
        return services;
    }

    public static void MapPlaces(this IEndpointRouteBuilder endpoints)
    {
        var places = endpoints.MapGroup("/v1/places").WithTags("Places");
        SearchPlaces.Map(places);
        ImportPlaces.Map(places);
    }
}
