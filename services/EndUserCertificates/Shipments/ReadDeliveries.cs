using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was confirmed as delivered, the newest first: a drawing State what arrived of its own, the importing State all.</summary>
internal static class ReadDeliveries
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/deliveries", ListAsync)
            .WithName("ListConfirmedDeliveries").WithSummary("Lists what arrived").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/deliveries/{deliveryId:guid}", GetAsync)
            .WithName("GetConfirmedDelivery").WithSummary("Shows a confirmed delivery").RequireScope(Scopes.CertificatesRead);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> ListAsync(
        Guid id, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var page = await db.OfCertificateAsync<Delivery>(id, limit, cursor, caller, cursors, clock.GetUtcNow(), ct);
        return page.Refusal is { } refusal ? refusal : Pages.Of(http, page.Items.Select(d => DeliveryView.Show(d.Record, d.Level, caller)), page.Next);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> GetAsync(
        Guid id, Guid deliveryId, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        await db.OneOfCertificateAsync<Delivery>(id, deliveryId, caller, clock.GetUtcNow(), ct) is { } seen
            ? new JsonBytes(DeliveryView.Show(seen.Record, seen.Level, caller))
            : Problems.NotFound();
}
