using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.KeyRotation;

/// <summary>Replaces the public keys of an issuer that a member runs itself, after the member has rotated them.</summary>
internal static class ReplaceFederatedKeys
{
    /// <summary>The new keys of the member's own issuer.</summary>
    internal sealed record Request
    {
        /// <summary>The new public keys: a JWK Set (RFC 7517) of 1 to 20 keys, each with a <c>kid</c>. Never a private part.</summary>
        [RequiredField] public JsonElement? Jwks { get; init; }
    }

    public static void Map(IEndpointRouteBuilder members) => members.MapPut("/{code}/token-keys", HandleAsync)
        .WithName("ReplaceFederatedKeys").WithSummary("Replaces the keys of a member's own issuer").RequireScope(Scopes.NetworkOperate)
        .Refuses(StatusCodes.Status409Conflict, "hosted", "the network hosts the issuer of the member and keeps its keys").WithExample("token-keys");

    internal static async Task<Results<ViewAnswer<MemberView>, ProblemHttpResult>> HandleAsync(
        string code, Request request, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, CancellationToken ct)
    {
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (member.Federation is not { } own) return Problems.Conflict("hosted", $"The network hosts the issuer of {code} and keeps its keys.");
        if (Check.Request(request, directory.Now) is { } incomplete) return incomplete;
        var faults = new Faults();
        var jwks = PublicKeys.Read(request.Jwks, own.Algorithms, "jwks", faults);
        if (jwks is null) return faults.ToProblem();
        member.ReplaceFederation(own with { Jwks = jwks });
        await outbox.PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return await directory.ShowAsync(member, ct);
    }
}
