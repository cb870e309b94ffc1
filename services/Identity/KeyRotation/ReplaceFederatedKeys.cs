using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;

namespace Exchange.Identity.KeyRotation;

/// <summary>Replaces the public keys of an issuer that a member runs itself, after the member has rotated them.</summary>
internal static class ReplaceFederatedKeys
{
    /// <param name="Jwks">The new public keys: a JWK Set (RFC 7517) of 1 to 20 keys. Required.</param>
    internal sealed record Request(JsonElement? Jwks);

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPut("/{code}/token-keys", HandleAsync).WithName("ReplaceFederatedKeys").WithSummary("Replaces the keys of a member's own issuer")
            .RequireScope(Scopes.NetworkOperate).Produces<MemberView>();

    internal static async Task<IResult> HandleAsync(
        string code, Request request, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (member.Federation is not { } own) return Problems.Conflict("hosted", $"The network hosts the issuer of {code} and keeps its keys.");
        var faults = new Faults();
        var jwks = PublicKeys.Read(request.Jwks, own.Algorithms, "jwks", faults);
        if (jwks is null) return faults.ToProblem();
        member.ReplaceFederation(own with { Jwks = jwks });
        await outbox.PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }
}
