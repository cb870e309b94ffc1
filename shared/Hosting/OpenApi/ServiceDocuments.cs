using Exchange.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>Each service has its own OpenAPI 3.1 document at <c>/openapi/{service}.json</c>, also where several share a process.</summary>
public static class ServiceDocuments
{
    internal const string Scheme = "member";

    /// <summary>Adds the document of a service.</summary>
    /// <param name="service">The service's name, which its endpoints have as their group.</param>
    /// <param name="title">The title of the document.</param>
    /// <param name="summary">What the service is for, in a sentence or two.</param>
    public static void AddServiceDocument(this IHostApplicationBuilder builder, string service, string title, string summary)
    {
        var schemas = new SchemaNames();
        builder.Services.AddSingleton(new ServiceDocument(service));
        builder.Services.AddOpenApi(service, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.GroupName == service;
            options.CreateSchemaReferenceId = schemas.IdOf;
            options.AddOperationTransformer(OperationDocument.TransformAsync);
            options.AddDocumentTransformer(async (document, context, ct) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = $"The Exchange: {title}",
                    Version = typeof(ServiceDocuments).Assembly.GetName().Version!.ToString(3),
                    Summary = summary,
                    Description = Introduction.Text(builder.Configuration.PublicUrl()),
                    Contact = new OpenApiContact { Name = "The operator of your network" },
                    License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
                };
                document.Servers = [new OpenApiServer { Url = builder.Configuration.PublicUrl(), Description = "The network's one address." }];
                var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
                ProblemDocument.Add(document);
                var components = new ComponentSchemas(document, context, schemas, json);
                await components.AddMediaTypesAsync(ct);
                await WebhookDocument.AddAsync(document, service, context, components, ct);
                SchemaDocument.Complete(document, schemas, json);
                Tags.Add(document);
                document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Scheme] = Security() };
            });
        });
    }

    /// <summary>Maps the documents of all services of this host; any other name is an unknown path.</summary>
    public static void MapServiceDocuments(this WebApplication app)
    {
        var names = app.Services.GetServices<ServiceDocument>().Select(document => document.Service).ToList();
        if (names.Count > 0) app.MapOpenApi($"/openapi/{{documentName:regex(^({string.Join('|', names)})$)}}.json").AllowAnonymous();
    }

    /// <summary>The group under which a service maps all it serves.</summary>
    public static RouteGroupBuilder MapService(this IEndpointRouteBuilder endpoints, string service) =>
        endpoints.MapGroup("").WithGroupName(service);

    private static OpenApiSecurityScheme Security() => new()
    {
        Type = SecuritySchemeType.OAuth2,
        Description = """
            An access token (RFC 9068) of the caller's own member. Each member has an issuer of its own: replace `ken` in the token URL by your
            member's code in lower case. A system authenticates with `private_key_jwt` (RFC 7523): it signs a short-lived assertion with its own key,
            and the exchange never holds a shared secret. The assertion's header is `{"alg":"ES256","typ":"client-authentication+jwt"}`; its claims
            are `iss` and `sub` (your client id), `aud` (the issuer, `{server}/identity/ken`), `jti` (unique, used once), `iat` and `exp` (at most one
            minute later). Send it as `client_assertion` with `client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer`,
            `grant_type=client_credentials` and the `scope` that you need.
            """,
        Flows = new OpenApiOAuthFlows
        {
            ClientCredentials = new OpenApiOAuthFlow
            {
                TokenUrl = new Uri("/identity/ken/connect/token", UriKind.Relative),
                Scopes = Scopes.Texts.ToDictionary(scope => scope.Key, scope => scope.Value),
            },
        },
    };
}

/// <summary>A service whose document this host serves.</summary>
internal sealed record ServiceDocument(string Service);
