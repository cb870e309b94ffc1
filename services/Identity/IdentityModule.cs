using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Identity.Admission;
using Exchange.Identity.Clients;
using Exchange.Identity.Consumers;
using Exchange.Identity.Data;
using Exchange.Identity.Groups;
using Exchange.Identity.Issuers;
using Exchange.Identity.KeyRotation;
using Exchange.Identity.Keys;
using Exchange.Identity.Members;
using Exchange.Messaging;
using Exchange.Storage;
using MassTransit;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Exchange.Identity;

/// <summary>Adds members, their token issuers and groups to a host.</summary>
public static class IdentityModule
{
    /// <summary>The service's name on the bus, in the gateway and among databases.</summary>
    public const string Name = "identity";

    private const string Section = "Identity";

    /// <summary>Registers the service, its database and the hosted issuers.</summary>
    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        builder.AddExchangeDatabase<IdentityDb, PostgresIdentityDb, SqliteIdentityDb>(Name);
        builder.AddServiceDocument(Name, "Identity", "The members of the network, their issuers, keys and clients, and regional groups.");
        builder.Services.AddOutbox<IdentityDb>(Name);
        builder.Services.AddOptions<KeyOptions>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<FirstMembersOptions>().BindConfiguration(Section);
        builder.AddSecretBox(Section, Name, box => new IssuerKeyBox(box));
        builder.Services.AddScoped<MemberDirectory>();
        builder.Services.AddHostedService<FirstMembers>();
        builder.Services.AddSingleton<HostedIssuers>().AddHostedService(services => services.GetRequiredService<HostedIssuers>());
        builder.Services.AddHostedService<KeyRoller>();
        builder.Services.AddHostedService<UsedAssertionPruner>();
        builder.Services.PostConfigure<LoggerFilterOptions>(OpenIddictLogFilter.Apply);
        builder.Services.AddIssuers();
        return builder;
    }

    /// <summary>Registers the consumers of Identity.</summary>
    public static void AddIdentityConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddInboxConsumer<AnnounceTrust, IdentityDb>(Name);

    /// <summary>Maps the operations of Identity. OpenIddict serves the issuers below <c>/identity/{member}</c>.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.MapService(Name);
        var members = service.MapGroup("/v1/members").WithTags("Members").RequireMember();
        ReadMembers.Map(members);
        AdmitMember.Map(members);
        SuspendMember.Map(members);
        ReinstateMember.Map(members);
        SetPointsOfContact.Map(members);
        ReadKeys.Map(members);
        RotateKeys.Map(members);
        ReplaceFederatedKeys.Map(members);
        ManageClients.Map(members);

        var groups = service.MapGroup("/v1/groups").WithTags("Groups").RequireMember();
        ReadGroups.Map(groups);
        PutGroup.Map(groups);

        service.MapParkedMessages<IdentityDb>(Name);
    }

    private static void AddIssuers(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>, IssuerOptions>();
        services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore().UseDbContext<IdentityDb>()
                    .ReplaceDefaultEntities<Client, Client.Authorization, Client.Scope, Client.Token, Guid>();
                core.ReplaceApplicationManager<Client, ClientManager>();
                core.DisableEntityCaching();
            })
            .AddServer(server =>
            {
                server.SetConfigurationEndpointUris(".well-known/openid-configuration");
                server.SetJsonWebKeySetEndpointUris("jwks");
                server.SetTokenEndpointUris("connect/token");
                server.AllowClientCredentialsFlow();
                server.SetAccessTokenLifetime(TokenLifetimes.Access).DisableAccessTokenEncryption();
                server.RegisterScopes([.. Contracts.Scopes.All]);
                // Tokens are short-lived and verified by their signature alone.
                server.DisableTokenStorage().DisableAuthorizationStorage();
                // One endpoint, one flow; scopes are checked against the client's by RefuseForeignScopes.
                server.IgnoreEndpointPermissions().IgnoreGrantTypePermissions().IgnoreScopePermissions().DisableScopeValidation();
                // TLS ends at the gateway.
                server.UseAspNetCore().DisableTransportSecurityRequirement();
                server.AddEventHandler(BindToIssuer.Descriptor);
                server.AddEventHandler(RequirePrivateKeyJwt.Descriptor);
                server.AddEventHandler(ReportInvalidClient.Descriptor);
                // A client without an assertion is refused by RequirePrivateKeyJwt, with the error that clients expect.
                server.RemoveEventHandler(OpenIddictServerHandlers.Exchange.ValidateClientCredentialsParameters.Descriptor);
                server.AddEventHandler(RefuseForeignScopes.Descriptor);
                server.AddEventHandler(IssueToken.Descriptor);
            });
        services.AddOptions<OpenIddictServerOptions>()
            .Configure<TimeProvider>((options, clock) => options.TimeProvider = clock)
            .PostConfigure(options =>
            {
                // This runs after OpenIddict's own Configure, which adds the client_secret methods again.
                options.ClientAuthenticationMethods.IntersectWith([ClientAuthenticationMethods.PrivateKeyJwt]);
                // Only flows that are not offered use these.
                options.Scopes.Remove(Scopes.OpenId);
                options.PromptValues.Clear();
            });
    }
}
