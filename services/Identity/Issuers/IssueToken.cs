using System.Security.Claims;
using System.Text.Json;
using Exchange.Hosting.Trust;
using Exchange.Identity.Clients;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Exchange.Identity.Issuers;

/// <summary>Refuses a scope that the client does not have; one that does not exist is told no different.</summary>
internal sealed class RefuseForeignScopes(IOpenIddictApplicationManager clients) : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenRequestContext>()
        .UseScopedHandler<RefuseForeignScopes>()
        .SetOrder(OpenIddictServerHandlers.Exchange.ValidateScopePermissions.Descriptor.Order - 1)
        .Build();

    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var client = (Client)(await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
            ?? throw new InvalidOperationException("The client was authenticated, but is not there."));
        if (context.Request.GetScopes().Except(client.Scopes, StringComparer.Ordinal).Any())
            context.Reject(Errors.InvalidScope, "The client does not have all of these scopes.");
    }
}

/// <summary>
/// Makes the access token of an authenticated client: for whom it speaks, what its authority does, and the scopes asked
/// for, or all that it has when it asks for none.
/// </summary>
internal sealed class IssueToken(IOpenIddictApplicationManager clients) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<IssueToken>()
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = (Client)(await clients.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
            ?? throw new InvalidOperationException("The client was authenticated, but is not there."));
        var asked = context.Request.GetScopes();
        var identity = new ClaimsIdentity("client", Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetClaim("member", client.Member);
        identity.SetClaim("authority", client.Name);
        // Always an array, also of one.
        identity.AddClaim(new Claim("functions", JsonSerializer.Serialize(client.Functions), JsonClaimValueTypes.JsonArray));
        identity.SetScopes(asked.IsEmpty ? [.. client.Scopes] : asked);
        identity.SetResources(MemberTokenHandler.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }
}
