using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using MassTransit;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Exchange.Hosting.Trust;

/// <summary>Who is trusted, and what a token lets its bearer do: the same on every host.</summary>
public static class TrustRegistration
{
    /// <summary>Authentication of members' tokens, a policy for each scope, and the <see cref="Principal"/> of each request.</summary>
    internal static void AddTrust(this IHostApplicationBuilder builder, string service)
    {
        builder.AddExchangeDatabase<TrustDb, PostgresTrustDb, SqliteTrustDb>(service, file: $"{service}-trust");
        builder.Services.AddOutbox<TrustDb>($"{service}-trust");
        builder.Services.AddSingleton<TrustDirectory>();
        builder.Services.AddSingleton<MemberTokenHandler>();
        builder.Services.AddHealthChecks().AddCheck<TrustHealth>("trust", tags: ["ready"]);
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<TrustRefresher>(services, service));

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<MemberTokenHandler>((options, handler) =>
        {
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(handler);
            options.MapInboundClaims = false;
            // Why a token failed helps only whoever forges one.
            options.IncludeErrorDetails = false;
        });
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, Challenges>();
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(ExchangeClaims.Scope, scope));

        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddScoped(CurrentPrincipal);
    }

    /// <summary>Feeds the projection of members and groups; every host names it once.</summary>
    public static void AddTrustProjection(this IBusRegistrationConfigurator bus, string service) =>
        bus.AddInboxConsumer<ProjectTrust, TrustDb>($"{service}-trust");

    /// <summary>Requires a token with the scope: else 401, or 403.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(scope).WithMetadata(new RequiredScopes([scope]));

    /// <summary>Requires a token with one of the scopes: else 401, or 403.</summary>
    public static TBuilder RequireAnyScope<TBuilder>(this TBuilder endpoint, params string[] scopes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim(ExchangeClaims.Scope, scopes)).WithMetadata(new RequiredScopes(scopes));

    /// <summary>With a token of any member.</summary>
    public static TBuilder RequireMember<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization();

    /// <summary>The principal that a validated token stands for, with the addresses that reach it at this instant.</summary>
    public static Principal PrincipalOf(System.Security.Claims.ClaimsPrincipal user, TrustDirectory trust, DateTimeOffset now)
    {
        var member = user.FindFirst(ExchangeClaims.Member)?.Value ?? throw new InvalidOperationException("The request bears no member's token.");
        return new Principal
        {
            Member = member,
            Authority = user.FindFirst(ExchangeClaims.Authority)?.Value,
            Subject = user.FindFirst(ExchangeClaims.Subject)?.Value ?? "",
            Functions = [.. user.FindAll(ExchangeClaims.Function).Select(c => c.Value)],
            Scopes = user.FindAll(ExchangeClaims.Scope).Select(c => c.Value).ToHashSet(),
            Addresses = trust.AddressesOf(member, DateOnly.FromDateTime(now.UtcDateTime)),
        };
    }

    private static Principal CurrentPrincipal(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext
            ?? throw new InvalidOperationException("A principal exists only within a request.");
        return PrincipalOf(http.User, services.GetRequiredService<TrustDirectory>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}

/// <summary>The scopes of which a token needs one.</summary>
internal sealed record RequiredScopes(IReadOnlyList<string> AnyOf);

/// <summary>Ready only when it has heard of members: until then every token, however good, would be refused.</summary>
internal sealed class TrustHealth(TrustDirectory trust) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(trust.Members.Count > 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "No member is known yet."));
}
