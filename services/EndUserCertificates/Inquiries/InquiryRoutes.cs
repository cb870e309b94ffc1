using Exchange.Contracts;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Inquiries;

/// <summary>What both kinds of inquiries have in common: all but asking and answering.</summary>
internal static class InquiryRoutes
{
    /// <summary>Maps the features that are the same for both kinds.</summary>
    public static void Map(IEndpointRouteBuilder inquiries, InquiryKind kind)
    {
        ListInquiries.Map(inquiries, kind);
        GetInquiry.Map(inquiries, kind);
        AcknowledgeInquiry.Map(inquiries, kind);
        WithdrawInquiry.Map(inquiries, kind);
    }

    /// <summary>Any certificate scope allows reading inquiries; the grants decide which ones.</summary>
    public static RouteHandlerBuilder RequireAnyCertificateScope(this RouteHandlerBuilder endpoint) => endpoint.RequireAuthorization(policy =>
        policy.RequireAuthenticatedUser().RequireClaim(ExchangeClaims.Scope, Scopes.CertificatesVerify, Scopes.CertificatesRead, Scopes.CertificatesIssue));
}
