using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Revokes a certificate of the caller's State, suspends it, or reinstates it.</summary>
internal static class ChangeStatus
{
    /// <summary>Why the status changes.</summary>
    public sealed record Request
    {
        /// <summary>The reason; shown to those who see the certificate in full.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates)
    {
        Describe(certificates.MapPost("/{id:guid}/revoke", RevokeAsync), "RevokeCertificate", "Revokes a certificate");
        Describe(certificates.MapPost("/{id:guid}/suspend", SuspendAsync), "SuspendCertificate", "Suspends a certificate");
        Describe(certificates.MapPost("/{id:guid}/reinstate", ReinstateAsync), "ReinstateCertificate", "Reinstates a suspended certificate");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name).WithSummary(summary).RequireScope(Scopes.CertificatesIssue).WithIdempotency<CertificatesDb>().HonoursIfMatch().WithExample("status-change")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or another State issued the certificate")
        .Refuses(StatusCodes.Status409Conflict, "status-not-allowed", "the certificate cannot have this status after its current one");

    /// <summary>Revokes a certificate of the caller's State for good. Its status list shows the revocation at once.</summary>
    internal static Task<Results<ViewAnswer<CertificateView>, ProblemHttpResult>> RevokeAsync(Guid id, Request request, StatusChange change, CancellationToken ct) =>
        change.ToAsync(CertificateStatus.Revoked, id, request, ct);

    /// <summary>Suspends a certificate of the caller's State: nothing is drawn on it, and its verdict is <c>suspended</c>, until it is reinstated.</summary>
    internal static Task<Results<ViewAnswer<CertificateView>, ProblemHttpResult>> SuspendAsync(Guid id, Request request, StatusChange change, CancellationToken ct) =>
        change.ToAsync(CertificateStatus.Suspended, id, request, ct);

    /// <summary>Reinstates a certificate of the caller's State that is suspended.</summary>
    internal static Task<Results<ViewAnswer<CertificateView>, ProblemHttpResult>> ReinstateAsync(Guid id, Request request, StatusChange change, CancellationToken ct) =>
        change.ToAsync(CertificateStatus.Valid, id, request, ct);
}

/// <summary>A change of a certificate's status.</summary>
internal sealed class StatusChange(
    CertificatesDb db, Records<CertificatesDb, Certificate, CertificateView> certificates, Principal caller, IOutbox<CertificatesDb> outbox, SignedStatusLists lists, TimeProvider clock)
{
    /// <summary>Changes the status, publishes the change, and shows the certificate.</summary>
    public async Task<Results<ViewAnswer<CertificateView>, ProblemHttpResult>> ToAsync(string to, Guid id, ChangeStatus.Request request, CancellationToken ct)
    {
        var now = clock.StoredNow();
        if (await db.FindCertificateAsync(id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (await certificates.RefuseChangeAsync(seen, ct) is { } refused) return refused;
        if (Check.Request(request, now) is { } invalid) return invalid;
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
        return await certificates.ShowChangedAsync(certificate, ct);
    }
}
