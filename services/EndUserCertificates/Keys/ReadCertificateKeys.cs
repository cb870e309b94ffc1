using Exchange.Hosting;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.EndUserCertificates.Keys;

/// <summary>
/// Returns the public keys of a member's certificates, those of past years too, as a JWK Set (RFC 7517): with them anybody verifies a certificate.
/// They are not the keys of its tokens.
/// </summary>
internal static class ReadCertificateKeys
{
    private const string MediaType = "application/jwk-set+json";

    /// <summary>A JWK Set (RFC 7517, section 5).</summary>
    public sealed record KeySet
    {
        /// <summary>The keys; none while the member has signed nothing.</summary>
        public required IReadOnlyList<Key> Keys { get; init; }
    }

    /// <summary>A public key for ES256 (RFC 7518, section 6.2).</summary>
    public sealed record Key
    {
        /// <summary>The type of the key.</summary>
        [OneOf("EC")] public required string Kty { get; init; }

        /// <summary>The curve.</summary>
        [OneOf("P-256")] public required string Crv { get; init; }

        /// <summary>The x coordinate, Base64url.</summary>
        public required string X { get; init; }

        /// <summary>The y coordinate, Base64url.</summary>
        public required string Y { get; init; }

        /// <summary>The key id: the JWK thumbprint (RFC 7638).</summary>
        public required string Kid { get; init; }

        /// <summary>What the key is for.</summary>
        [OneOf("sig")] public string? Use { get; init; }

        /// <summary>The algorithm.</summary>
        [OneOf("ES256")] public string? Alg { get; init; }
    }

    public static void Map(IEndpointRouteBuilder service) => service.MapGet("/v1/members/{code}/jwks", HandleAsync)
        .WithName("GetCertificateKeys").WithTags("Certificates").WithSummary("Returns the keys of a member's certificates").AllowAnonymous()
        .Produces<KeySet>(StatusCodes.Status200OK, MediaType)
        .SendsHeader("Cache-Control", "How long the keys may be cached: five minutes.");

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(string code, HttpResponse response, TrustDirectory trust, CertificateKeys keys, CancellationToken ct)
    {
        if (trust.Member(code) is null) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Text((await keys.PublicOfAsync(code, ct)).ToJwks(), MediaType);
    }
}
