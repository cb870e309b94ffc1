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

/// <summary>Refuses a scope that the client does not have; an unknown scope gets the same answer.</summary>
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
            ?? throw new InvalidOperationException("The client was authenticated, but does not exist."));
        if (context.Request.GetScopes().Except(client.Scopes, StringComparer.Ordinal).Any())
            context.Reject(Errors.InvalidScope, "The client does not have all of these scopes.");
    }
}

/// <summary>
/// Issues the access token of an authenticated client with its member, its authority and functions, and the requested scopes, or all
/// of the client's scopes if it requests none.
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
            ?? throw new InvalidOperationException("The client was authenticated, but does not exist."));
        var requested = context.Request.GetScopes();
        var identity = new ClaimsIdentity("client", Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetClaim("member", client.Member);
        identity.SetClaim("authority", client.Name);
        // Always an array, even with one element.
        identity.AddClaim(new Claim("functions", JsonSerializer.Serialize(client.Functions), JsonClaimValueTypes.JsonArray));
        identity.SetScopes(requested.IsEmpty ? [.. client.Scopes] : requested);
        identity.SetResources(MemberTokenHandler.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
    }
}
