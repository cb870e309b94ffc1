using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Returns a certificate at the highest level at which it was released to the caller.</summary>
internal static class GetCertificate
{
    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/{id:guid}", HandleAsync)
        .WithName("GetCertificate").WithSummary("Shows a certificate").RequireScope(Scopes.CertificatesRead);

    internal static async Task<Results<ViewAnswer<CertificateView>, ProblemHttpResult>> HandleAsync(
        Guid id, Principal caller, CertificatesDb db, Records<CertificatesDb, Certificate, CertificateView> certificates, TimeProvider clock, CancellationToken ct) =>
        await db.FindCertificateAsync(id, caller, clock.GetUtcNow(), ct) is { } seen ? await certificates.ShowAsync(seen, Channel.Record, ct) : Problems.NotFound();
}
