using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Shows what was drawn on a certificate, the newest first: a drawing State its own, the issuing State all.</summary>
internal static class ReadDrawdowns
{
    public static void Map(IEndpointRouteBuilder certificates)
    {
        certificates.MapGet("/{id:guid}/drawdowns", ListAsync)
            .WithName("ListDrawdowns").WithSummary("Lists what was drawn").RequireScope(Scopes.CertificatesRead);
        certificates.MapGet("/{id:guid}/drawdowns/{drawdownId:guid}", GetAsync)
            .WithName("GetDrawdown").WithSummary("Shows a drawdown").RequireScope(Scopes.CertificatesRead);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> ListAsync(
        Guid id, int? limit, string? cursor, Principal caller, CertificatesDb db, Cursors cursors, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var page = await db.OfCertificateAsync<Drawdown>(id, limit, cursor, caller, cursors, clock.GetUtcNow(), ct);
        return page.Refusal is { } refusal
            ? refusal
            : Pages.Of(http, page.Items.Select(d => new VisibleDrawdown(d.Record, d.Level).Show(caller)), page.Next);
    }

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> GetAsync(
        Guid id, Guid drawdownId, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) =>
        await VisibleDrawdown.FindAsync(db, id, drawdownId, caller, clock.GetUtcNow(), ct) is { } seen ? new JsonBytes(seen.Show(caller)) : Problems.NotFound();
}
