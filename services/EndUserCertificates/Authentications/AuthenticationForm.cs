using Exchange.Access;
using Exchange.EndUserCertificates.Data;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>How questions about papers are shown. The asked State is also shown the certificate of that number that it has issued.</summary>
internal sealed class AuthenticationForm(CertificatesDb db) : InquiryForm<AuthenticationView>
{
    public override async ValueTask<AuthenticationView> ViewAsync(Visible<Inquiry> seen, Principal reader, DateTimeOffset now, CancellationToken ct) =>
        new(seen.Record, seen.Record.AskedState == reader.Member ? await CertificateMatch.FindAsync(db, seen.Record, reader, now, ct) : null, reader, now);
}
