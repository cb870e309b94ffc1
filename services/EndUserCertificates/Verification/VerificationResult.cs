using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.Verification.Presented;

namespace Exchange.EndUserCertificates.Verification;

/// <summary>The verdict on a certificate and its checks; with the certificate, if one was identified.</summary>
internal sealed record VerificationResult(
    string Verdict, IReadOnlyList<CertificateCheck> Checks, VerifyCertificate.Certified? Shown, string PresentedBy, string? NamedIssuer, string? NamedNumber,
    IReadOnlyList<ShownRecord> Disclosed)
{
    public static VerificationResult Of(PresentedCertificate presented)
    {
        var certificate = presented.Identified?.Certificate;
        return new(
            presented.Checks.Verdict,
            presented.Checks.Made,
            certificate is null ? null : new()
            {
                Id = certificate.Id,
                IssuingState = certificate.Originator,
                Type = certificate.Type,
                Number = certificate.Number,
                ValidUntil = certificate.ValidUntil,
                FinalDestination = certificate.FinalDestination,
            },
            presented.PresentedBy, presented.NamedIssuer, certificate?.Number ?? presented.NamedNumber, DisclosedBy(presented.Identified));
    }

    // Whoever presents a certificate holds it; of its record the verdict shows no more than a summary does.
    private static IReadOnlyList<ShownRecord> DisclosedBy(IdentifiedCertificate? identified) => identified is not var (certificate, _, matches)
        ? []
        : [
            new(nameof(Certificates.Certificate), certificate.Id, certificate.Originator, certificate.Version, ReleaseLevel.Summary),
            .. matches.Cases.Select(c => new ShownRecord(nameof(CaseFact), c.Id, c.Originator, c.Version, c.Level)),
        ];

    /// <summary>The record for the State that the certificate names; if that is no member, for the verifier's own.</summary>
    public VerificationRecord ToRecord(Guid id, Principal verifier, DateTimeOffset now) => new()
    {
        Id = id,
        Originator = NamedIssuer ?? verifier.Member,
        Verifier = verifier.Member,
        Authority = verifier.Authority,
        CertificateId = Shown?.Id,
        Number = NamedNumber,
        PresentedBy = PresentedBy,
        Verdict = Verdict,
        Checks = [.. Checks.Select(check => new VerificationRecord.Checked(check.Check, check.Outcome, check.Code))],
        At = now,
    };
}
