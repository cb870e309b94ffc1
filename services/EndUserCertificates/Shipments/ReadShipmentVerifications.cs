using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was found after shipments.</summary>
internal static class ReadShipmentVerifications
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/shipment-verifications", ListAsync)
            .WithName("ListShipmentVerifications").WithSummary("Lists verifications after shipment").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/shipment-verifications/{verificationId:guid}", GetAsync)
            .WithName("GetShipmentVerification").WithSummary("Shows a verification after shipment").RequireScope(Scopes.CertificatesRead);
    }

    /// <summary>Lists what was found after shipments, the newest first: for a verifying State its own, for the issuing State all.</summary>
    internal static Task<Results<PageAnswer<ShipmentVerificationView>, ProblemHttpResult>> ListAsync(Guid id, [AsParameters] Paging paging, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        db.ListOfCertificateAsync<ShipmentVerification, ShipmentVerificationView>(id, paging, clock.GetUtcNow(), ShipmentVerificationView.Of, ct);

    /// <summary>Returns a verification after shipment to the State that verified and to the State that issued the certificate.</summary>
    internal static Task<Results<ViewAnswer<ShipmentVerificationView>, ProblemHttpResult>> GetAsync(
        Guid id, Guid verificationId, Records<CertificatesDb, ShipmentVerification, ShipmentVerificationView> records, CancellationToken ct) => records.ShowOfCertificateAsync(id, verificationId, ct);
}
