using Exchange.Contracts;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Events about certificates for other services.</summary>
internal static class CertificateEvents
{
    public static CertificateIssued Issued(Certificate certificate) => new()
    {
        Id = certificate.Id,
        Reference = certificate.Reference,
        IssuingState = certificate.Originator,
        Number = certificate.Number,
        Type = certificate.Type,
        IssuedOn = certificate.IssuedOn,
        ValidUntil = certificate.ValidUntil,
        Supersedes = certificate.Supersedes,
        At = certificate.IssuedAt,
        Version = certificate.Version,
    };
}
