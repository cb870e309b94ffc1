using Exchange.Hosting;
using Exchange.Hosting.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>
/// Returns a State's signed status list (Token Status List, IETF): a compact JWS. It is public, for whoever holds a certificate: each certificate
/// names its list and its place there.
/// </summary>
internal static class ReadStatusList
{
    private const string MediaType = "application/statuslist+jwt";

    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/status-lists/{member}/{number:int}", HandleAsync)
        .WithName("GetStatusList").WithTags("Certificates").WithSummary("Returns a State's signed status list").AllowAnonymous()
        .Answers(StatusCodes.Status200OK, MediaType)
        .SendsHeader("Cache-Control", "How long the list may be cached: as long as its claim `ttl` says.");

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string member, int number, HttpResponse response, SignedStatusLists lists, IOptions<EndUserCertificatesOptions> options, CancellationToken ct)
    {
        if (await lists.SignedAsync(member, number, ct) is not { } signed) return Problems.NotFound();
        response.Headers.CacheControl = $"public, max-age={(int)options.Value.StatusListCached.TotalSeconds}";
        return TypedResults.Text(signed, MediaType);
    }
}
