using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Trust;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;

namespace Exchange.Identity.KeyRotation;

/// <summary>Takes over the public keys of an issuer that a member runs itself, when that member rolls them.</summary>
internal static class ReplaceFederatedKeys
{
    public sealed record Request(JsonElement? Jwks);

    public static void Map(IEndpointRouteBuilder members) =>
        members.MapPut("/{code}/token-keys", HandleAsync).WithName("ReplaceFederatedKeys").RequireScope(Scopes.NetworkOperate).Produces<MemberView>();

    internal static async Task<IResult> HandleAsync(
        string code, Request request, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (member.Federation is not { } own) return Problems.Conflict("hosted", $"The network keeps the keys of {code}.");
        var faults = new Faults();
        var jwks = PublicKeys.Read(request.Jwks, own.Algorithms, "jwks", faults);
        if (jwks is null) return faults.ToProblem();
        member.ReplaceFederation(own with { Jwks = jwks });
        await outbox.PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }
}
