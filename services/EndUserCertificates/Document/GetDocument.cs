using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Data;
using Exchange.Hosting;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Exchange.EndUserCertificates.Document;

/// <summary>Returns the printable certificate with its QR code, for those who see it in full: one HTML page, A4, in the language asked for.</summary>
internal static class GetDocument
{
    /// <summary>How the page is wanted.</summary>
    public sealed record Query
    {
        /// <summary>The language of the labels: <c>en</c>, <c>fr</c>, <c>es</c>, <c>ar</c>, <c>ru</c> or <c>zh</c>. Without it, and for another language, <c>Accept-Language</c> decides.</summary>
        [FromQuery(Name = "lang")] public string? Lang { get; init; }
    }

    public static void Map(IEndpointRouteBuilder certificates) => certificates.MapGet("/{id:guid}/document", HandleAsync)
        .WithName("GetCertificateDocument").WithSummary("Returns the certificate as a page for printing").RequireScope(Scopes.CertificatesRead)
        .Answers(StatusCodes.Status200OK, "text/html")
        .ReadsHeader("Accept-Language", "The languages of the reader (RFC 9110, section 12.5.4), where `lang` names none.")
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller sees the certificate in part only");

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Query query, Principal caller, CertificatesDb db, Shown shown, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await db.FindCertificateAsync(id, caller, clock.GetUtcNow(), ct) is not { } seen) return Problems.NotFound();
        if (seen.Level < ReleaseLevel.Full) return Problems.Forbidden("Only a State that sees a certificate in full may print it.");
        var certificate = seen.Record;
        var page = CertificatePage.Render(new PrintedCertificate
        {
            Content = certificate.Read(),
            IssuingState = certificate.Originator,
            IssuedBy = caller.Member == certificate.Originator ? certificate.IssuedBy : null,
            Reference = certificate.Reference,
            Status = certificate.Status,
            Qr = certificate.Qr,
            DocumentHash = certificate.DocumentHash,
        }, PageLanguage.Choose(query.Lang, http.Request.Headers.AcceptLanguage));
        // Nothing on the page is loaded from anywhere, and nothing in it runs.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return TypedResults.Content(await shown.TextAsync(ShownRecord.Of(seen), page, new Reading(caller, Channel.Document), ct), "text/html; charset=utf-8");
    }
}
