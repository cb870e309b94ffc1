using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was confirmed as delivered.</summary>
internal static class ReadDeliveries
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/deliveries", ListAsync)
            .WithName("ListConfirmedDeliveries").WithSummary("Lists what arrived").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/deliveries/{deliveryId:guid}", GetAsync)
            .WithName("GetConfirmedDelivery").WithSummary("Shows a confirmed delivery").RequireScope(Scopes.CertificatesRead);
    }

    /// <summary>Lists what was confirmed as delivered, the newest first: for a drawing State what arrived of its own, for the importing State all.</summary>
    internal static Task<Results<PageAnswer<DeliveryView>, ProblemHttpResult>> ListAsync(Guid id, [AsParameters] Paging paging, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        db.ListOfCertificateAsync<Delivery, DeliveryView>(id, paging, clock.GetUtcNow(), DeliveryView.Of, ct);

    /// <summary>Returns a confirmed delivery to the importing State and to the State that drew.</summary>
    internal static Task<Results<ViewAnswer<DeliveryView>, ProblemHttpResult>> GetAsync(
        Guid id, Guid deliveryId, Records<CertificatesDb, Delivery, DeliveryView> records, CancellationToken ct) => records.ShowOfCertificateAsync(id, deliveryId, ct);
}
