using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>Returns a question with its answer to the State that asked, and to the competent authority of the State that is asked.</summary>
internal static class GetInquiry
{
    public static void Map<TView>(IEndpointRouteBuilder inquiries) where TView : InquiryView, IViewOfKind => inquiries.MapGet("/{id:guid}", HandleAsync<TView>)
        .WithName($"Get{TView.Kind.Name}").WithSummary("Shows a question and its answer").RequireAnyCertificateScope();

    internal static async Task<Results<ViewAnswer<TView>, ProblemHttpResult>> HandleAsync<TView>(Guid id, Records<CertificatesDb, Inquiry, TView> inquiries, CancellationToken ct)
        where TView : InquiryView, IViewOfKind =>
        await inquiries.FindOfKindAsync(id, ct) is { } seen ? await inquiries.ShowAsync(seen, Channel.Record, ct) : Problems.NotFound();
}
