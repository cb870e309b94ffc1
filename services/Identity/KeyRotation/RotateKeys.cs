using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.KeyRotation;

/// <summary>
/// Rotates the keys of a hosted issuer. The new key is published now and signs later, when every service has received it; if the present
/// keys may be compromised, it signs at once. Without a body, the keys are not compromised.
/// </summary>
internal static class RotateKeys
{
    /// <summary>Why the keys are rotated.</summary>
    internal sealed record Request
    {
        /// <summary>
        /// Whether somebody else may hold the present keys; false by default. Then these keys, and all tokens signed with them, are refused from now on.
        /// </summary>
        public bool Compromised { get; init; }
    }

    /// <summary>The new key.</summary>
    /// <param name="KeyId">The id (<c>kid</c>) of the new key.</param>
    /// <param name="SignsFrom">When it starts to sign.</param>
    internal sealed record Response(string KeyId, DateTimeOffset SignsFrom);

    public static void Map(IEndpointRouteBuilder members) => members.MapPost("/{code}/keys/rotate", HandleAsync)
        .WithName("RotateKeys").WithSummary("Rotates the keys of a hosted issuer").RequireScope(Scopes.NetworkOperate).WithIdempotency<IdentityDb>()
        .Refuses(StatusCodes.Status409Conflict, "not-hosted", "the member runs its own issuer and keeps its keys there")
        .Refuses(StatusCodes.Status409Conflict, "rotation-under-way", "a new key is already published and does not sign yet").WithExample("key-rotation");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code, Request? request, IdentityDb db, IOutbox<IdentityDb> outbox, MemberDirectory directory, IssuerKeyBox keys,
        IOptions<KeyOptions> options, CancellationToken ct)
    {
        if (await directory.FindAsync(code, ct) is not { } member) return Problems.NotFound();
        if (!member.IsHosted) return Problems.Conflict("not-hosted", $"{code} runs its own issuer and keeps its keys there.");
        var now = directory.Now;
        IssuerKey next;
        if (request is { Compromised: true })
        {
            next = IssuerKey.New(code, keys.Box, now, signsFrom: now);
            member.ReplaceCompromisedBy(next, now);
        }
        else
        {
            if (member.Keys.Any(k => !k.Withdrawn && k.SignsFrom > now)) return Problems.Conflict("rotation-under-way", "A new key is already published and does not sign yet.");
            next = IssuerKey.New(code, keys.Box, now, signsFrom: now + options.Value.KeyPublishedAhead);
            member.RotateTo(next);
        }
        await outbox.PublishAsync(new KeysRotated(member.ToTrust()), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(next.Id, next.SignsFrom));
    }
}
