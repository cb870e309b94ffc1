using Exchange.Hosting;

namespace Exchange.Gateway.Docs;

/// <summary>The page at the root: for whoever opens the address in a browser, it says where things are.</summary>
public static class FrontPage
{
    /// <summary>Maps the page, for the gateway or Standalone.</summary>
    public static IEndpointRouteBuilder MapFrontPage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (IConfiguration configuration) => Results.Text(Text(configuration.PublicUrl()), "text/plain; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        return endpoints;
    }

    private static string Text(string url) => $"""
        The Exchange: cases of diversion of small arms and light weapons, and alerts on trafficking routes.

        Interface and its reader   {url}/docs
        OpenAPI documents          {url}/openapi/diversion-cases.json, end-user-certificates.json, route-alerts.json, identity.json
        A member's issuer          {url}/identity/ken/.well-known/openid-configuration
        Health                     {url}/health/ready

        Everything else needs an access token of your own State's issuer:

            curl -H "Authorization: Bearer $(exchange token KEN/customs)" {url}/v1/cases

        """;
}
