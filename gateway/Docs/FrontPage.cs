using Exchange.Contracts;
using Exchange.Hosting;

namespace Exchange.Gateway.Docs;

/// <summary>The page at the root: where to find the documents, the issuers and the health of the network.</summary>
public static class FrontPage
{
    /// <summary>Maps the page; the gateway and Standalone call it.</summary>
    public static IEndpointRouteBuilder MapFrontPage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (IConfiguration configuration) => Results.Text(Text(configuration.PublicUrl()), "text/plain; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();
        return endpoints;
    }

    private static readonly string Documents = string.Join(", ", ServiceList.Current.Services.Select(service => $"{service.Name}.json"));

    private static string Text(string url) => $"""
        The Exchange: cases of diversion of small arms and light weapons, end-user certificates, and alerts on trafficking routes.

        Interface and its reader   {url}/docs
        OpenAPI documents          {url}/openapi/{Documents}
        A member's issuer          {url}/identity/ken/.well-known/openid-configuration
        Health                     {url}/health/ready

        Everything else needs an access token of your own State's issuer:

            curl -H "Authorization: Bearer $(exchange token KEN/customs)" {url}/v1/cases

        """;
}
