using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Withdraws a question, for the State that asked; the asked State sees the withdrawal and its reason.</summary>
internal static class WithdrawInquiry
{
    /// <summary>Why the question is withdrawn.</summary>
    public sealed record Request
    {
        /// <summary>The reason; the asked State sees it.</summary>
        [RequiredField][Text(2_000, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map<TView>(IEndpointRouteBuilder inquiries) where TView : InquiryView, IViewOfKind => inquiries.MapPost("/{id:guid}/withdraw", HandleAsync<TView>)
        .WithName($"Withdraw{TView.Kind.Name}").WithSummary("Withdraws a question").RequireScope(Scopes.CertificatesVerify).WithIdempotency<CertificatesDb>()
        .WithExample("inquiry-withdrawal").ChangesInquiry()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "another State has asked");

    internal static async Task<Results<ViewAnswer<TView>, ProblemHttpResult>> HandleAsync<TView>(
        Guid id, Request request, Principal caller, CertificatesDb db, Records<CertificatesDb, Inquiry, TView> inquiries, TimeProvider clock, CancellationToken ct)
        where TView : InquiryView, IViewOfKind
    {
        var (seen, problem) = await inquiries.FindToWithdrawAsync(id, caller, ct);
        if (seen is null) return problem!;
        var now = clock.GetUtcNow();
        if (Check.Request(request, now) is { } invalid) return invalid;
        if (!seen.Record.TryWithdraw(request.Reason!, now)) return seen.Record.StateConflict();
        await db.SaveChangesAsync(ct);
        return await inquiries.ShowAsync(seen, Channel.Change, ct);
    }
}
