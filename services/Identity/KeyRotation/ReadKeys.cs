using Exchange.Hosting;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.KeyRotation;

/// <summary>
/// Every public key with which a member's tokens were signed, those of past years too: for whoever verifies an old one. The issuer's own
/// <c>jwks</c> holds only those that tokens are accepted with; certificates are signed with other keys.
/// </summary>
internal static class ReadKeys
{
    public static void Map(IEndpointRouteBuilder members) =>
        members.MapGet("/{code}/token-keys", HandleAsync).WithName("GetTokenKeys").AllowAnonymous();

    internal static async Task<IResult> HandleAsync(string code, HttpResponse response, IdentityDb db, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(member.VerificationJwks(), "application/jwk-set+json");
    }
}
