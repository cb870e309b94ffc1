using Exchange.Access;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Verification.Presented;

/// <summary>Identifies a certificate by the text of its QR code, a signed extract.</summary>
internal sealed class QrPresentation(CertificateRegister register, DiversionHistory history, CertificateKeys keys, TrustDirectory trust)
{
    public async Task<PresentedCertificate> ReadAsync(string qr, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var presented = new PresentedCertificate("qr");
        var read = CertificateExtract.Read(qr);
        if (read.Fault is { } fault) return presented.Forged(fault);
        if (!presented.IsTrusted(trust, read.Value.Issuer)) return presented;
        var verified = read.Value.Verify(await keys.PublicOfAsync(read.Value.Issuer, read.Value.KeyId, ct));
        if (verified.Fault is { } forged) return presented.Forged(forged);
        var extract = verified.Value;
        presented.NamedNumber = extract.Number;
        presented.Signed(extract.Issuer);
        if (await register.FindAsync(extract.Issuer, extract.CertificateId, ct) is not { } found || found.DocumentHash != extract.DocumentHash)
            return presented.NotIssued($"{extract.Issuer} signed it, but its register holds no such certificate.", now);
        var content = found.Read();
        return presented.Is(new(found, content, await history.FindAsync(found.Originator, content, caller, now, ct)));
    }
}
