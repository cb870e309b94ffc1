using System.Security.Cryptography;
using System.Text;
using Exchange.Identity.Data;
using Exchange.Identity.Keys;
using Exchange.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Exchange.Identity.Issuers;

/// <summary>
/// Requires that clients authenticate with an assertion signed by their own key (RFC 7523), addressed to this issuer alone, short-lived
/// and used once. Runs after OpenIddict has verified the signature.
/// </summary>
internal sealed class RequirePrivateKeyJwt(IdentityDb db, TimeProvider clock) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private const string AssertionType = "client-authentication+jwt";
    private const int LongestJti = 200;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<RequirePrivateKeyJwt>()
        // The last step of client authentication: an assertion that fails an earlier one does not count as used.
        .SetOrder(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor.Order + 1)
        .Build();

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType is not OpenIddictServerEndpointType.Token) return;
        if (context.ClientAssertionPrincipal is null || context.ClientAssertion is not { } assertion || context.Transaction.Request?.ClientSecret is not null)
        {
            Refuse(context, "Clients authenticate with private_key_jwt only.");
            return;
        }
        var jwt = new JsonWebToken(assertion);
        if (Fault(jwt, context) is { } fault) Refuse(context, fault);
        else if (!await UseAsync(context.ClientId!, jwt, context.CancellationToken)) Refuse(context, "The assertion was used before.");
    }

    private string? Fault(JsonWebToken jwt, ProcessAuthenticationContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!string.Equals(jwt.Typ, AssertionType, StringComparison.OrdinalIgnoreCase)) return $"The assertion's typ has to be {AssertionType}.";
        if (jwt.Alg != SecurityAlgorithms.EcdsaSha256) return "The assertion has to be signed with ES256.";
        if (jwt.Issuer != context.ClientId || jwt.Subject != context.ClientId) return "The assertion's iss and sub have to be the client id.";
        if (jwt.Audiences.ToList() is not [var audience] || audience != context.Options.Issuer!.OriginalString)
            return "The assertion's aud has to be this issuer alone.";
        if (jwt.ValidTo <= now) return "The assertion has expired.";
        if (jwt.ValidTo > now + TokenLifetimes.Assertion) return $"The assertion's exp may be at most {TokenLifetimes.Assertion.TotalSeconds} seconds in the future.";
        if (jwt.Id is not { Length: >= 1 and <= LongestJti }) return $"The assertion needs a jti of 1 to {LongestJti} characters.";
        return null;
    }

    private Task<bool> UseAsync(string client, JsonWebToken jwt, CancellationToken ct)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{client}\n{jwt.Id}"));
        var expires = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero).ToUnixTimeSeconds();
        return db.TryInsertAsync(new UsedAssertion { Id = id, ExpiresAt = expires }, ct);
    }

    private static void Refuse(ProcessAuthenticationContext context, string reason) => context.Reject(Errors.InvalidClient, reason);
}
