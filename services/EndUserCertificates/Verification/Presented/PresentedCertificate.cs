using Exchange.Credentials;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Verification.Checks;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Verification.Presented;

/// <summary>The certificate that is meant, the content that was signed, and the cases that name it or a party of it.</summary>
internal sealed record IdentifiedCertificate(RegisteredCertificate Certificate, CertificateContent Content, CaseMatches Cases);

/// <summary>What somebody presents as a certificate: the issuer and number that it names, its faults, and the certificate that was identified.</summary>
/// <param name="presentedBy"><c>credential</c>, <c>qr</c> or <c>number</c>.</param>
internal sealed class PresentedCertificate(string presentedBy)
{
    public string PresentedBy => presentedBy;

    /// <summary>The checks of issuer, signature and issuance; the verifier adds the others.</summary>
    public CheckList Checks { get; } = new();

    /// <summary>The member that it names as its issuer; null if it names none.</summary>
    public string? NamedIssuer { get; private set; }

    /// <summary>The number that it bears, as far as it could be read.</summary>
    public string? NamedNumber { get; set; }

    /// <summary>Null while no certificate is identified.</summary>
    public IdentifiedCertificate? Identified { get; private set; }

    /// <summary>Checks the issuer; false if it is not an active member of the network.</summary>
    public bool IsTrusted(TrustDirectory trust, string? issuer)
    {
        NamedIssuer = issuer is not null && trust.Member(issuer) is not null ? issuer : null;
        var active = issuer is not null && trust.IsActive(issuer);
        Checks.Add(active
            ? CheckResult.Pass("issuer", $"{issuer} is an active member of the network.", "network")
            : CheckResult.Of("issuer", CheckOutcome.Fail, "issuer_not_trusted", "The issuer is not an active member of the network.", "network", verdict: Verdicts.IssuerNotTrusted));
        return active;
    }

    public void Signed(string issuer) => Checks.Add(CheckResult.Pass("signature", $"Signed with a certificate key of {issuer}.", issuer));

    public PresentedCertificate Forged(CredentialFault fault)
    {
        Checks.Add(CheckResult.Of("signature", CheckOutcome.Fail, fault.Code, fault.Sentence, "verifier", verdict: Verdicts.SignatureInvalid));
        return this;
    }

    public PresentedCertificate NotIssued(string reason, DateTimeOffset now)
    {
        Checks.Add(CheckResult.Of("issuance", CheckOutcome.Fail, "not_issued", reason, NamedIssuer!, now, verdict: Verdicts.NotIssued));
        return this;
    }

    public PresentedCertificate Is(IdentifiedCertificate identified)
    {
        Identified = identified;
        return this;
    }
}
