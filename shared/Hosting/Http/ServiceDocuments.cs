using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace Exchange.Hosting.Http;

/// <summary>Each service has its own OpenAPI document at <c>/openapi/{service}.json</c>, also where several share a process.</summary>
public static class ServiceDocuments
{
    public static void AddServiceDocument(this IHostApplicationBuilder builder, string service, string title) =>
        builder.Services.AddOpenApi(service, options =>
        {
            options.ShouldInclude = description => description.GroupName == service;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = title, Version = "v1" };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                document.Components.SecuritySchemes["member"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "An access token of the caller's own State's issuer.",
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("member", document)] = [] }];
                return Task.CompletedTask;
            });
        });

    /// <summary>The group under which a service maps all it serves.</summary>
    public static RouteGroupBuilder MapService(this IEndpointRouteBuilder endpoints, string service) =>
        endpoints.MapGroup("").WithGroupName(service);
}
