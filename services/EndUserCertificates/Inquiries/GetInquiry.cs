using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Shows an inquiry to the State that asked, and to the competent authority of the one that is asked.</summary>
internal static class GetInquiry
{
    public static void Map(IEndpointRouteBuilder inquiries, InquiryKind kind) => inquiries.MapGet("/{id:guid}", (
            Guid id, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) => HandleAsync(kind, id, caller, db, clock, ct))
        .WithName($"Get{kind.Name}").WithSummary("Shows a question and its answer").RequireAnyCertificateScope();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        InquiryKind kind, Guid id, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await VisibleInquiry.FindAsync(db, kind, id, caller, now, ct) is { } seen ? new JsonBytes(seen.Show()) : Problems.NotFound();
    }
}
