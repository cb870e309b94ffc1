using Exchange.Hosting;
using Exchange.Hosting.Trust;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>
/// The public keys of a member's certificates, those of past years too, as a JWK Set (RFC 7517): with them anybody verifies a certificate.
/// They are not the keys of its tokens.
/// </summary>
internal static class ReadCertificateKeys
{
    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/members/{code}/jwks", HandleAsync)
        .WithName("GetCertificateKeys").WithTags("Verification").AllowAnonymous();

    internal static async Task<IResult> HandleAsync(string code, HttpResponse response, TrustDirectory trust, CertificateKeys keys, CancellationToken ct)
    {
        if (trust.Member(code) is null) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Text((await keys.PublicOfAsync(code, ct)).ToJwks(), "application/jwk-set+json");
    }
}
