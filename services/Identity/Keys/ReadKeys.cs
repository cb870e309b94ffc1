using Exchange.Hosting;
using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Keys;

/// <summary>
/// Every public key of a member whose signatures may still be verified, those of past years too: for offline verifiers.
/// The issuer's own <c>jwks</c> holds only those that tokens are accepted with.
/// </summary>
internal static class ReadKeys
{
    public static void Map(IEndpointRouteBuilder members) =>
        members.MapGet("/{code}/jwks", HandleAsync).WithName("GetMemberKeys").AllowAnonymous();

    internal static async Task<IResult> HandleAsync(string code, HttpResponse response, IdentityDb db, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().Include(m => m.Keys).SingleOrDefaultAsync(m => m.Code == code, ct) is not { } member) return Problems.NotFound();
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Text(member.VerificationJwks(), "application/jwk-set+json");
    }
}
