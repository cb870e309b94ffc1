using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Revokes a certificate of the caller's State for good, suspends it, or reinstates it.</summary>
internal static class ChangeStatus
{
    private const int MaxReason = 2_000;

    /// <summary>The reason; shown to those who see the certificate in full.</summary>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder certificates)
    {
        Map(certificates, "revoke", "RevokeCertificate", CertificateStatus.Revoked);
        Map(certificates, "suspend", "SuspendCertificate", CertificateStatus.Suspended);
        Map(certificates, "reinstate", "ReinstateCertificate", CertificateStatus.Valid);
    }

    private static void Map(IEndpointRouteBuilder certificates, string verb, string name, string to) =>
        certificates.MapPost($"/{{id:guid}}/{verb}", (
                Guid id, Request request, Principal caller, CertificatesDb db, IOutbox<CertificatesDb> outbox,
                SignedStatusLists lists, TimeProvider clock, HttpRequest http, CancellationToken ct) =>
                HandleAsync(to, id, request, caller, db, outbox, lists, clock, http, ct))
            .WithName(name).RequireScope(Scopes.CertificatesIssue).WithIdempotency<CertificatesDb>();

    private static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        string to, Guid id, Request request, Principal caller, CertificatesDb db, IOutbox<CertificatesDb> outbox,
        SignedStatusLists lists, TimeProvider clock, HttpRequest http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await VisibleCertificate.FindAsync(db, id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseChange(caller, http) is { } refused) return refused;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Reason);
        check.Text(request.Reason, MaxReason, lines: true);
        if (faults.Any) return faults.ToProblem();
        var certificate = seen.Record;
        if (!certificate.TryChange(to, request.Reason!, now))
            return Problems.Conflict("status-not-allowed", $"A certificate that is {certificate.Status} cannot become {to}.");

        await db.SetStatusAsync(certificate.Originator, certificate.Place, certificate.Status, ct);
        if (to == CertificateStatus.Revoked)
            await outbox.PublishAsync(new CertificateRevoked(certificate.Id, certificate.Originator, to, now, certificate.Version), ct);
        else
            await outbox.PublishAsync(new CertificateStatusChanged(certificate.Id, certificate.Originator, to, now, certificate.Version), ct);
        await db.SaveChangesAsync(ct);
        await lists.ForgetAsync(certificate.Originator, certificate.StatusList, ct);
        return new JsonBytes(seen.Show(caller));
    }
}
