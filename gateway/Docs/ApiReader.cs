using System.Security.Cryptography;
using Exchange.Contracts;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Scalar.AspNetCore;

namespace Exchange.Gateway.Docs;

/// <summary>The reader of the OpenAPI documents at <c>/docs</c>. The page loads scripts, styles and fonts from this host alone.</summary>
public static class ApiReader
{
    private const string First = "diversion-cases";

    private static readonly RegexRouteConstraint Known = new($"^({string.Join('|', ServiceList.Current.Services.Select(service => service.Name))})$");

    /// <summary>Maps the reader; the gateway and Standalone call it.</summary>
    public static IEndpointRouteBuilder MapApiReader(this IEndpointRouteBuilder endpoints)
    {
        var reader = endpoints.MapScalarApiReference("/docs", (options, http) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            // The script comes with the package; it sets styles inline, which cannot carry a nonce.
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            options.Title = "Exchange";
            options.Nonce = nonce;
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new() { Disabled = true };
            options.Mcp = new() { Disabled = true };
            // The reader opens on the first one: cases are what most integrators come for.
            foreach (var service in ServiceList.Current.Services.OrderByDescending(service => service.Name == First))
                options.AddDocument(service.Name, service.Title, $"/openapi/{service.Name}.json");
        });
        reader.AllowAnonymous();
        reader.Add(KnownDocumentsOnly);
        return endpoints;
    }

    // The page would answer for any name, a script that does not exist included.
    private static void KnownDocumentsOnly(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern: { RawText: { } path } pattern } route && pattern.GetParameter("documentName") is not null)
            route.RoutePattern = RoutePatternFactory.Parse(path, defaults: null, parameterPolicies: new { documentName = Known });
    }
}
