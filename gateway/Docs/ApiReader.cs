using System.Security.Cryptography;
using Exchange.Gateway.Routing;
using Scalar.AspNetCore;

namespace Exchange.Gateway.Docs;

/// <summary>The reader of the API's documents at <c>/docs</c>; all of it comes from this host, and nothing else may be loaded.</summary>
public static class ApiReader
{
    /// <summary>Maps the reader, for the gateway or Standalone.</summary>
    public static IEndpointRouteBuilder MapApiReader(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapScalarApiReference("/docs", (options, http) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            // The script that is bundled with the package; styles are set by it, and cannot bear a nonce.
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
            foreach (var service in Service.All)
                options.AddDocument(service.Name, service.Title, $"/openapi/{service.Name}.json");
        }).AllowAnonymous();
        return endpoints;
    }
}
