using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.ReexportConsents;

/// <summary>Inquiries whether goods may be re-exported (outcome document, para 17).</summary>
internal sealed class ConsentKind() : InquiryKind(2, "ReexportConsent", "/v1/reexport-consents")
{
    public static readonly ConsentKind Instance = new();

    public override Task<Func<InquiryView>> ViewAsync(CertificatesDb db, Inquiry inquiry, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult<Func<InquiryView>>(() => new ConsentView(inquiry, reader, now));
}
