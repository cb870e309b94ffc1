using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was found after shipments, the newest first: a verifying State its own, the issuing State all.</summary>
internal static class ReadShipmentVerifications
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/shipment-verifications", ListAsync)
            .WithName("ListShipmentVerifications").WithSummary("Lists verifications after shipment").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/shipment-verifications/{verificationId:guid}", GetAsync)
            .WithName("GetShipmentVerification").WithSummary("Shows a verification after shipment").RequireScope(Scopes.CertificatesRead);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> ListAsync(
        Guid id, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var page = await db.OfCertificateAsync<ShipmentVerification>(id, limit, cursor, caller, cursors, clock.GetUtcNow(), ct);
        return page.Refusal is { } refusal ? refusal : Pages.Of(http, page.Items.Select(v => ShipmentVerificationView.Show(v.Record, v.Level, caller)), page.Next);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> GetAsync(
        Guid id, Guid verificationId, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        await db.OneOfCertificateAsync<ShipmentVerification>(id, verificationId, caller, clock.GetUtcNow(), ct) is { } seen
            ? new JsonBytes(ShipmentVerificationView.Show(seen.Record, seen.Level, caller))
            : Problems.NotFound();
}
