using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Withdraws a question, for the State that asked; the asked State sees the withdrawal and its reason.</summary>
internal static class WithdrawInquiry
{
    /// <summary>The reason; the asked State sees it.</summary>
    public sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder inquiries, InquiryKind kind) => inquiries.MapPost("/{id:guid}/withdraw", (
            Guid id, Request request, HttpRequest http, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct) => HandleAsync(kind, id, request, http, caller, db, clock, ct))
        .WithName($"Withdraw{kind.Name}").WithSummary("Withdraws a question").RequireScope(Scopes.CertificatesVerify).WithIdempotency<CertificatesDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        InquiryKind kind, Guid id, Request request, HttpRequest http, Principal caller, CertificatesDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await VisibleInquiry.FindAsync(db, kind, id, caller, now, ct) is not { } seen) return Problems.NotFound();
        if (seen.RefuseWithdrawing(caller, http) is { } refused) return refused;
        var faults = new Faults();
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Required(request.Reason);
        check.Text(request.Reason, CertificateRules.MaxText, lines: true);
        if (faults.Any) return faults.ToProblem();
        if (!seen.Record.TryWithdraw(request.Reason!, now)) return seen.StateConflict();
        await db.SaveChangesAsync(ct);
        return new JsonBytes(seen.Show());
    }
}
