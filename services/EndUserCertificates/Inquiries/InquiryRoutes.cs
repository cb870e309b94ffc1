using Exchange.Contracts;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>What both kinds of inquiries have in common: all but asking and answering.</summary>
internal static class InquiryRoutes
{
    /// <summary>Maps the features that are the same for both kinds, with the view of one.</summary>
    public static void Map<TView>(IEndpointRouteBuilder inquiries) where TView : InquiryView, IViewOfKind
    {
        ListInquiries.Map<TView>(inquiries);
        GetInquiry.Map<TView>(inquiries);
        AcknowledgeInquiry.Map<TView>(inquiries);
        WithdrawInquiry.Map<TView>(inquiries);
    }

    /// <summary>Any certificate scope allows reading inquiries; the grants decide which ones.</summary>
    public static RouteHandlerBuilder RequireAnyCertificateScope(this RouteHandlerBuilder endpoint) =>
        endpoint.RequireAnyScope(Scopes.CertificatesVerify, Scopes.CertificatesRead, Scopes.CertificatesIssue);
}
