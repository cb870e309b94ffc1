using Exchange.Access;
using Exchange.EndUserCertificates.Keys;
using Exchange.EndUserCertificates.Verification.Checks;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Verification.Presented;

/// <summary>Identifies a certificate by issuing State, number and document hash, as they are printed on it.</summary>
internal sealed class NumberPresentation(CertificateRegister register, DiversionHistory history, CertificateKeys keys, TrustDirectory trust)
{
    public async Task<PresentedCertificate> ReadAsync(string issuer, string number, string documentHash, Principal caller, DateTimeOffset now, CancellationToken ct)
    {
        var presented = new PresentedCertificate("number") { NamedNumber = number };
        if (!presented.IsTrusted(trust, issuer)) return presented;
        presented.Checks.Add(CheckResult.Of("signature", CheckOutcome.NotChecked, "not_presented", "Only number, State and document hash were given.", "verifier"));
        if ((await keys.PublicOfAsync(issuer, ct)).Count == 0)
        {
            presented.Checks.Add(CheckResult.Of("issuance", CheckOutcome.NotChecked, "no_register",
                $"{issuer} keeps no certificates in the exchange. Ask it whether the paper is authentic (POST /v1/authentications).", issuer, verdict: Verdicts.CannotDisclose));
            return presented;
        }
        if (await register.FindAsync(issuer, number, documentHash, ct) is not { } found)
        {
            return presented.NotIssued(
                $"The exchange holds no certificate of {issuer} with this number and this document hash. If it was issued on paper only, ask {issuer} (POST /v1/authentications).", now);
        }
        var content = found.Read();
        return presented.Is(new(found, content, await history.FindAsync(found.Originator, content, caller, now, ct)));
    }
}
