using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Acknowledges, for the State that is asked, that a question has arrived and is being examined.</summary>
internal static class AcknowledgeInquiry
{
    /// <summary>An empty object, or no body.</summary>
    public sealed record Request;

    public static void Map(IEndpointRouteBuilder inquiries, InquiryKind kind) => inquiries.MapPost("/{id:guid}/acknowledge", (
            Guid id, Request? request, HttpRequest http, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) => HandleAsync(kind, id, http, caller, db, clock, ct))
        .WithName($"Acknowledge{kind.Name}").WithSummary("Acknowledges a question").RequireScope(Scopes.CertificatesIssue).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        InquiryKind kind, Guid id, HttpRequest http, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await VisibleInquiry.FindAsync(db, kind, id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseAnswering(caller, http) is { } refused) return refused;
        if (!seen.Record.TryAcknowledge(now)) return seen.StateConflict();
        await db.SaveChangesAsync(ct);
        return new JsonBytes(seen.Show());
    }
}
