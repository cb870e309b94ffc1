using System.Text.RegularExpressions;
using Exchange.Contracts;
using Exchange.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Architecture.Tests;

/// <summary>Every endpoint asks for a token, or is in this list of those that are public on purpose.</summary>
public sealed partial class EndpointTests
{
    private static readonly string[] Public =
    [
        "/health/live",
        "/health/ready",
        "/health/services",
        "/openapi/{documentName}.json",
        // Of the gateway: its front page, the reader of the interface, and what it passes on to services that is public there.
        "/",
        "/docs/{documentName?}",
        "/docs/favicon.svg",
        "/docs/scalar.aspnetcore.js",
        "/docs/scalar.js",
        .. ServiceList.Current.Services.Select(s => $"/openapi/{s.Name}.json"),
        "/identity/{**rest}",
        // Of Identity: the keys of an issuer that tokens were signed with.
        "/v1/members/{code}/token-keys",
        // Of EndUserCertificates: keys and status lists, for verifiers anywhere; at the gateway below each prefix.
        "/v1/members/{code}/jwks",
        "/v1/members/{code}/jwks/{**rest}",
        "/v1/status-lists/{member}/{number:int}",
        "/v1/status-lists/{**rest}",
    ];

    public static TheoryData<string> Hosts => Projects.Data([.. Projects.Services, "Exchange.Gateway"]);

    [Theory, MemberData(nameof(Hosts))]
    public async Task Every_endpoint_has_a_policy_or_is_listed_as_public(string project)
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, project);
        await using var host = await Projects.StartAsync(project, storage);
        Assert.Equal("", string.Join('\n', Unguarded(host.Services.GetRequiredService<EndpointDataSource>().Endpoints)));
    }

    [Fact]
    public async Task An_unguarded_endpoint_is_found()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/guarded", () => "").RequireAuthorization();
        app.MapGet("/forgotten", () => "");
        app.MapGet("/opened", () => "").RequireAuthorization().AllowAnonymous();
        app.MapGet("/health/live", () => "").AllowAnonymous();
        Assert.Equal(["/forgotten", "/opened"], Unguarded(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)));
    }

    private static IEnumerable<string> Unguarded(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where !Public.Contains(OpenApiNames().Replace(path, "{documentName}"))
        orderby path
        select path;

    // A host names its own documents in the route.
    [GeneratedRegex(@"\{documentName:regex\(.*\)\}")]
    private static partial Regex OpenApiNames();
}
