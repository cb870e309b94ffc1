using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>Inquiries whether a certificate on paper is the asked State's own (outcome document, paras 48, 103).</summary>
internal sealed class AuthenticationKind() : InquiryKind(1, "Authentication", "/v1/authentications")
{
    public static readonly AuthenticationKind Instance = new();

    /// <summary>The asked State is also shown the certificate of that number that it has issued.</summary>
    public override async Task<Func<InquiryView>> ViewAsync(CertificatesDb db, Inquiry inquiry, Principal reader, DateTimeOffset now, CancellationToken ct)
    {
        var match = inquiry.AskedState == reader.Member ? await CertificateMatch.FindAsync(db, inquiry, reader, now, ct) : null;
        return () => new AuthenticationView(inquiry, match, reader, now);
    }
}
