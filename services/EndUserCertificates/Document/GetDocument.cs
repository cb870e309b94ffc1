using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Document;

/// <summary>The printable certificate with its QR code, for those who see it in full: one HTML page, A4, in the language asked for.</summary>
internal static class GetDocument
{
    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/{id:guid}/document", HandleAsync)
        .WithName("GetCertificateDocument").WithSummary("The certificate as a page for printing").RequireScope(Scopes.CertificatesRead);

    /// <param name="lang">A language of the labels (<c>en</c>, <c>fr</c>, <c>es</c>, <c>ar</c>, <c>ru</c>, <c>zh</c>); else by <c>Accept-Language</c>.</param>
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, string? lang, Principal caller, CertificatesDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await VisibleCertificate.FindAsync(db, id, caller, clock.GetUtcNow(), ct) is not { } seen) return Problems.NotFound();
        if (seen.Level < ReleaseLevel.Full) return Problems.Forbidden("Only a State that sees a certificate in full may print it.");
        var certificate = seen.Record;
        // Nothing on the page is loaded from anywhere, and nothing in it runs.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return TypedResults.Content(CertificatePage.Render(new PrintedCertificate
        {
            Content = certificate.Read(),
            IssuingState = certificate.Originator,
            IssuedBy = caller.Member == certificate.Originator ? certificate.IssuedBy : null,
            Reference = certificate.Reference,
            Status = certificate.Status,
            Qr = certificate.Qr,
            DocumentHash = certificate.DocumentHash,
        }, PageLanguage.Choose(lang, http.Request.Headers.AcceptLanguage)), "text/html; charset=utf-8");
    }
}
