using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Acknowledges, for the State that is asked, that a question has arrived and is being examined.</summary>
internal static class AcknowledgeInquiry
{
    /// <summary>An empty object; the body may also be left out.</summary>
    public sealed record Request;

    public static void Map<TView>(IEndpointRouteBuilder inquiries) where TView : InquiryView, IViewOfKind => inquiries.MapPost("/{id:guid}/acknowledge", HandleAsync<TView>)
        .WithName($"Acknowledge{TView.Kind.Name}").WithSummary("Acknowledges a question").RequireScope(Scopes.CertificatesIssue).WithIdempotency<CertificatesDb>()
        .WithExample("empty").ForTheAskedState().ChangesInquiry()
        .Refuses(StatusCodes.Status409Conflict, $"inquiry-{InquiryState.Acknowledged}", "the question is acknowledged already");

    internal static async Task<Results<ViewAnswer<TView>, ProblemHttpResult>> HandleAsync<TView>(
        Guid id, Request? request, Principal caller, CertificatesDb db, Records<CertificatesDb, Inquiry, TView> inquiries, TimeProvider clock, CancellationToken ct)
        where TView : InquiryView, IViewOfKind
    {
        var (seen, problem) = await inquiries.FindToAnswerAsync(id, caller, ct);
        if (seen is null) return problem!;
        if (!seen.Record.TryAcknowledge(clock.GetUtcNow())) return seen.Record.StateConflict();
        await db.SaveChangesAsync(ct);
        return await inquiries.ShowAsync(seen, Channel.Change, ct);
    }
}
