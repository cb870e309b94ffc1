using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Commits quantities that the caller's State had reserved: the goods leave.</summary>
internal static class CommitDrawdown
{
    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapPost("/{id:guid}/drawdowns/{drawdownId:guid}/commit", HandleAsync)
        .WithName("CommitDrawdown").WithSummary("Uses what was reserved").RequireScope(Scopes.CertificatesDraw).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Guid drawdownId, Principal caller, CertificatesDb db, IOptions<EndUserCertificatesOptions> options, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        if (DrawingRules.RefuseAuthority(caller) is { } notTheirs) return notTheirs;
        var now = clock.StoredNow();
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (await VisibleDrawdown.HoldAsync(db, id, drawdownId, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseChange(caller, http) is { } refused) return refused;
        // Goods do not leave on a certificate that is no longer valid, nor on one that is no longer released.
        if (await VisibleCertificate.FindAsync(db, id, caller, now, ct) is not { } certificate) return Problems.NotFound();
        if (DrawingRules.RefuseCertificate(certificate.Record, DateOnly.FromDateTime(now.UtcDateTime)) is { } invalid) return invalid;
        if (!seen.Record.TryCommit(options.Value.DeliveryPatience, now))
        {
            return seen.Record.Status == DrawdownStatus.Reserved
                ? Problems.Conflict("reservation-ended", "The reservation has expired; draw again.")
                : Problems.Conflict("not-reserved", $"The drawdown is {seen.Record.Status} and cannot be committed.");
        }
        await db.SaveChangesAsync(ct);
        if (transaction is not null) await transaction.CommitAsync(CancellationToken.None);
        return new JsonBytes(seen.Show(caller));
    }
}
