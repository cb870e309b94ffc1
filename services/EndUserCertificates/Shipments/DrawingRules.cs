using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.StatusLists;
using Exchange.Hosting;
using Exchange.Hosting.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Who may draw on a certificate, and when it may be drawn on.</summary>
internal static class DrawingRules
{
    /// <summary>Returns the refusal of an authority that never draws, or null. It does not depend on the certificate.</summary>
    public static ProblemHttpResult? RefuseAuthority(Principal caller) =>
        caller.Functions.Contains(Functions.Licensing) ? null : Problems.Forbidden("Only a licensing authority draws on a certificate.");

    /// <summary>Returns the refusal of a State that may see the certificate but not draw on it, or null.</summary>
    public static ProblemHttpResult? RefuseState(Visible<Certificate> seen, Principal caller)
    {
        if (seen.Record.Originator == caller.Member) return Problems.Forbidden("Exporting States draw on a certificate, not the State that issued it.");
        return seen.Level == ReleaseLevel.Full ? null : Problems.Forbidden("Only a State that sees a certificate in full draws on it.");
    }

    /// <summary>Documents the refusals of <see cref="RefuseCertificate"/>.</summary>
    public static RouteHandlerBuilder RefusesCertificates(this RouteHandlerBuilder endpoint) => endpoint
        .Refuses(StatusCodes.Status409Conflict, "certificate-of-delivery", "the certificate is about goods that have arrived")
        .Refuses(StatusCodes.Status409Conflict, "certificate-suspended", "the certificate is suspended")
        .Refuses(StatusCodes.Status409Conflict, "certificate-revoked", "the certificate is revoked")
        .Refuses(StatusCodes.Status409Conflict, "certificate-superseded", "a correction has replaced the certificate")
        .Refuses(StatusCodes.Status409Conflict, "certificate-not-yet-valid", "the first day of its validity is still to come")
        .Refuses(StatusCodes.Status409Conflict, "certificate-expired", "the last day of its validity is past");

    /// <summary>Returns the refusal that holds for everybody today, or null.</summary>
    public static ProblemHttpResult? RefuseCertificate(Certificate certificate, DateOnly today)
    {
        if (CertificateTypes.All[certificate.Type].DeliveredOn == Need.Required)
            return Problems.Conflict("certificate-of-delivery", "The certificate is about goods that have arrived; nothing is drawn on it.");
        if (certificate.Status != CertificateStatus.Valid)
            return Problems.Conflict($"certificate-{certificate.Status}", $"The certificate is {certificate.Status}; nothing is drawn on it.");
        if (today < certificate.ValidFrom)
            return Problems.Conflict("certificate-not-yet-valid", $"The certificate is not valid before {certificate.ValidFrom:yyyy-MM-dd}.");
        if (today > certificate.ValidUntil)
            return Problems.Conflict("certificate-expired", $"The certificate expired; its last day was {certificate.ValidUntil:yyyy-MM-dd}.");
        return null;
    }
}
