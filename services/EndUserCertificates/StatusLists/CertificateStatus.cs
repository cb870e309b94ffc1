using Exchange.Contracts.Vocabularies;

namespace Exchange.EndUserCertificates.StatusLists;

/// <summary>Values of <see cref="CodeLists.CertificateStatus"/>.</summary>
internal static class CertificateStatus
{
    public const string Valid = "valid";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";
    public const string Superseded = "superseded";
}
