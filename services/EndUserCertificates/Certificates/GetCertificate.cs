using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Shows a certificate at the level at which the caller may see it.</summary>
internal static class GetCertificate
{
    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/{id:guid}", HandleAsync)
        .WithName("GetCertificate").WithSummary("Shows a certificate").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        await VisibleCertificate.FindAsync(db, id, caller, clock.GetUtcNow(), ct) is { } seen ? new JsonBytes(seen.Show(caller)) : Problems.NotFound();
}
