using Exchange.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Exchange.Hosting.Trust;

/// <summary>
/// Answers a request that may not go on: 401 or 403 as a problem, with the challenge of RFC 6750, section 3. A token that was refused is named so; why
/// it was refused helps only a forger.
/// </summary>
internal sealed class Challenges : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Challenged)
        {
            var hasToken = context.Request.Headers.Authorization.Count > 0;
            context.Response.Headers.WWWAuthenticate = hasToken ? "Bearer error=\"invalid_token\"" : "Bearer";
            return Problems.Unauthenticated(hasToken).ExecuteAsync(context);
        }
        if (!authorizeResult.Forbidden) return next(context);
        // Without scopes of its own, an endpoint asks for a member's token alone, which forbids nothing.
        var scopes = context.GetEndpoint()?.Metadata.GetMetadata<RequiredScopes>()?.AnyOf ?? Scopes.All;
        return Problems.InsufficientScope(context, scopes).ExecuteAsync(context);
    }
}
