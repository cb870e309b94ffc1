using System.Security.Cryptography;
using Exchange.Contracts;
using Scalar.AspNetCore;

namespace Exchange.Gateway.Docs;

/// <summary>The reader of the OpenAPI documents at <c>/docs</c>. The page loads scripts, styles and fonts from this host alone.</summary>
public static class ApiReader
{
    /// <summary>Maps the reader; the gateway and Standalone call it.</summary>
    public static IEndpointRouteBuilder MapApiReader(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapScalarApiReference("/docs", (options, http) =>
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
            foreach (var service in ServiceList.Current.Services)
                options.AddDocument(service.Name, service.Title, $"/openapi/{service.Name}.json");
        }).AllowAnonymous();
        return endpoints;
    }
}
