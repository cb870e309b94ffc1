using Exchange.Contracts.Vocabularies;
using Exchange.Hosting;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.KeyRotation;

/// <summary>
/// Returns every public key that signed a member's tokens, also in past years, so that old tokens can be verified. The issuer's own
/// <c>jwks</c> holds only the keys that are accepted now. Certificates are signed with other keys.
/// </summary>
internal static class ReadKeys
{
    public static void Map(IEndpointRouteBuilder members) =>
        members.MapGet("/{code}/token-keys", HandleAsync)
            .WithName("GetTokenKeys").WithSummary("Returns a member's token keys, old ones included").AllowAnonymous();

    internal static async Task<IResult> HandleAsync(string code, HttpResponse response, IdentityDb db, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(member.VerificationJwks(), "application/jwk-set+json");
    }
}
