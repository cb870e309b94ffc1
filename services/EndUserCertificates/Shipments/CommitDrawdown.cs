using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Commits quantities that the caller's State had reserved: the goods leave.</summary>
internal static class CommitDrawdown
{
    /// <summary>An empty object; the body may also be left out.</summary>
    public sealed record Request;

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/drawdowns/{drawdownId:guid}/commit", HandleAsync)
        .WithName("CommitDrawdown").WithSummary("Uses what was reserved").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>()
        .HonoursIfMatch().WithExample("empty").RefusesCertificates()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or another State drew")
        .Refuses(StatusCodes.Status409Conflict, "reservation-ended", "the reservation has expired")
        .Refuses(StatusCodes.Status409Conflict, "not-reserved", "it was committed, delivered or cancelled already");

    internal static async Task<Results<ViewAnswer<DrawdownView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid drawdownId, Request? request, Principal caller, Records<CertificatesDb, Drawdown, DrawdownView> drawdowns, CertificatesDb db,
        IOptions<EndUserCertificatesOptions> options, TimeProvider clock, CancellationToken ct)
    {
        if (DrawingRules.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        Drawdown? committed = null;
        var refused = await db.UnlessRefusedAsync(async () =>
        {
            if (await drawdowns.LockAsync(db, id, drawdownId, caller, ct) is not { } seen) return Problems.NotFound();
            if (await drawdowns.RefuseChangeAsync(seen, ct) is { } problem) return problem;
            // Goods do not leave on a certificate that is no longer valid, nor on one that is no longer released.
            if (await db.FindCertificateAsync(id, caller, now, ct) is not { } certificate) return Problems.NotFound();
            if (DrawingRules.RefuseCertificate(certificate.Record, DateOnly.FromDateTime(now.UtcDateTime)) is { } invalid) return invalid;
            committed = seen.Record;
            if (!committed.TryCommit(options.Value.DeliveryPatience, now))
            {
                return committed.Status == DrawdownStatus.Reserved
                    ? Problems.Conflict("reservation-ended", "The reservation has expired; draw again.")
                    : Problems.Conflict("not-reserved", $"The drawdown is {committed.Status} and cannot be committed.");
            }
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        return refused is not null ? refused : await drawdowns.ShowChangedAsync(committed!, ct);
    }
}
