using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was drawn on a certificate.</summary>
internal static class ReadDrawdowns
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/drawdowns", ListAsync)
            .WithName("ListDrawdowns").WithSummary("Lists what was drawn").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/drawdowns/{drawdownId:guid}", GetAsync)
            .WithName("GetDrawdown").WithSummary("Shows a drawdown").RequireScope(Scopes.CertificatesRead);
    }

    /// <summary>Lists what was drawn on a certificate, the newest first: for a drawing State its own, for the issuing State all.</summary>
    internal static Task<Results<PageAnswer<DrawdownView>, ProblemHttpResult>> ListAsync(Guid id, [AsParameters] Paging paging, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        db.ListOfCertificateAsync<Drawdown, DrawdownView>(id, paging, clock.GetUtcNow(), DrawdownView.Of, ct);

    /// <summary>Returns a drawdown to the State that drew and to the State that issued the certificate.</summary>
    internal static Task<Results<ViewAnswer<DrawdownView>, ProblemHttpResult>> GetAsync(
        Guid id, Guid drawdownId, Records<CertificatesDb, Drawdown, DrawdownView> records, CancellationToken ct) => records.ShowOfCertificateAsync(id, drawdownId, ct);
}
