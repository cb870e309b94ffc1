using Exchange.Hosting;
using Exchange.Identity.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.KeyRotation;

/// <summary>A JWK Set (RFC 7517, section 5).</summary>
/// <param name="Keys">The public keys, the newest first.</param>
internal sealed record JwkSet(IReadOnlyList<Jwk> Keys);

/// <summary>A public key as a JWK (RFC 7517, section 4): <c>crv</c>, <c>x</c>, <c>y</c> of an EC key, or <c>n</c>, <c>e</c> of an RSA key.</summary>
/// <param name="Kty">The type of key: <c>EC</c> or <c>RSA</c>.</param>
/// <param name="Use">Always <c>sig</c>: it verifies signatures.</param>
/// <param name="Kid">The key id that tokens name.</param>
/// <param name="Alg">The signature algorithm, such as <c>ES256</c>; absent if the member did not state it.</param>
/// <param name="Crv">The curve of an EC key, such as <c>P-256</c>.</param>
/// <param name="X">The x coordinate of an EC key, base64url.</param>
/// <param name="Y">The y coordinate of an EC key, base64url.</param>
/// <param name="N">The modulus of an RSA key, base64url.</param>
/// <param name="E">The exponent of an RSA key, base64url.</param>
internal sealed record Jwk(string Kty, string Use, string Kid, string? Alg, string? Crv, string? X, string? Y, string? N, string? E);

/// <summary>
/// Returns every public key that signed a member's tokens, also in past years, so that old tokens can be verified. The issuer's own
/// <c>jwks</c> holds only the keys that are accepted now. Certificates are signed with other keys.
/// </summary>
internal static class ReadKeys
{
    private const string MediaType = "application/jwk-set+json";

    public static void Map(IEndpointRouteBuilder members) => members.MapGet("/{code}/token-keys", HandleAsync)
        .WithName("GetTokenKeys").WithSummary("Returns a member's token keys, old ones included").AllowAnonymous()
        .Produces<JwkSet>(StatusCodes.Status200OK, MediaType);

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(string code, HttpResponse response, IdentityDb db, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(member.VerificationJwks(), MediaType);
    }
}
