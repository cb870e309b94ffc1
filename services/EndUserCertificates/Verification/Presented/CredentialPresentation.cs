using System.Text.Json;
using Exchange.Access;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.Hosting;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Verification.Presented;

/// <summary>Identifies a certificate by its credential, a compact JWS.</summary>
internal sealed class CredentialPresentation(CertificateRegister register, DiversionHistory history, CertificateKeys keys, TrustDirectory trust, IConfiguration configuration)
{
    private readonly string publicUrl = configuration.PublicUrl();

    public async Task<PresentedCertificate> ReadAsync(string credential, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var presented = new PresentedCertificate("credential");
        var read = CompactJws.Read(credential, CredentialTypes.Certificate, credential.Length);
        if (read.Fault is { } fault) return presented.Forged(fault);
        var claims = read.Value.Claims;
        var issuer = IssuerAddress.MemberOf(publicUrl, Text(claims, "iss"));
        if (!presented.IsTrusted(trust, issuer)) return presented;
        if (read.Value.Verify(await keys.PublicOfAsync(issuer!, read.Value.KeyId, ct)) is { } forged) return presented.Forged(forged);
        presented.Signed(issuer!);
        if (Guid.TryParse(Text(claims, "sub"), out var id) && RegisteredCertificate.Read(claims) is { } content)
        {
            // The State signed the names of the parties: looking for their cases need not wait for the register.
            var (finding, cases) = (register.FindAsync(issuer!, id, ct), history.FindAsync(issuer!, content, caller, now, ct));
            await Task.WhenAll(finding, cases);
            // Each ES256 signature has a second, equally valid form: compare what was signed, not the signature.
            if (await finding is { } found && read.Value.SignsWhat(found.Credential)) return presented.Is(new(found, content, await cases));
        }
        return presented.NotIssued($"{issuer} signed it, but its register holds no such certificate.", now);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
