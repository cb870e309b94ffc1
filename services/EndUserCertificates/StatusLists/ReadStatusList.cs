using Exchange.Hosting;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>A State's signed status list; public, for holders of its certificates.</summary>
internal static class ReadStatusList
{
    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/status-lists/{member}/{number:int}", HandleAsync)
        .WithName("GetStatusList").WithTags("Verification").AllowAnonymous();

    internal static async Task<IResult> HandleAsync(
        string member, int number, HttpResponse response, SignedStatusLists lists, IOptions<EndUserCertificatesOptions> options, CancellationToken ct)
    {
        if (await lists.SignedAsync(member, number, ct) is not { } signed) return Problems.NotFound();
        response.Headers.CacheControl = $"public, max-age={(int)options.Value.StatusListCached.TotalSeconds}";
        return TypedResults.Text(signed, "application/statuslist+jwt");
    }
}
