using Exchange.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Exchange.Gateway.Routing;

/// <summary>The table of routes: by prefix, and nothing is rewritten.</summary>
internal static class Routes
{
    // Longer than any answer takes, and than the pause between two signs of life on a stream.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    // The official table of places comes as files of several mebibytes; the service bounds its other bodies itself.
    private const int LargestImport = 32 * 1024 * 1024;

    public static IReadOnlyList<RouteConfig> All { get; } = [.. Service.All.SelectMany(Of)];

    /// <summary>Where each service is: <c>Gateway:Services:{name}</c>.</summary>
    /// <exception cref="InvalidOperationException">A service has no address, or one that is none.</exception>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) => [.. Service.All.Select(service => new ClusterConfig
    {
        ClusterId = service.Name,
        Destinations = new Dictionary<string, DestinationConfig> { ["service"] = new() { Address = Address(configuration, service.Name).AbsoluteUri } },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Silence, AllowResponseBuffering = false },
    })];

    public static Uri Address(IConfiguration configuration, string service) =>
        Uri.TryCreate(configuration[$"Gateway:Services:{service}"], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"Gateway:Services:{service} must be the address of that service, such as http://{service}:8080.");

    /// <summary>What a service hears of the caller's address comes from the gateway alone, never from the caller.</summary>
    public static void CleanHeaders(TransformBuilderContext context)
    {
        context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
        context.AddXForwarded(ForwardedTransformActions.Set);
        foreach (var header in (string[])["Forwarded", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"])
            context.AddRequestHeaderRemove(header);
        context.AddRequestTransform(transform =>
        {
            // Fields that the caller's Connection header names are for this connection only (RFC 9110, section 7.6.1). Beside
            // "close" or "keep-alive" Kestrel does not tell them.
            foreach (var name in transform.HttpContext.Request.Headers.Connection.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)))
            {
                if (name.Length > 0 && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                    transform.ProxyRequest.Headers.Remove(name);
            }

            return ValueTask.CompletedTask;
        });
    }

    private static IEnumerable<RouteConfig> Of(Service service) =>
        service.Members.Append($"/v1/operations/{service.Name}").Select(path => Route(service, $"{path}/{{**rest}}", "Default"))
            .Concat(service.Public.Select(path => Route(service, $"{path}/{{**rest}}", "Anonymous")))
            .Append(Route(service, $"/openapi/{service.Name}.json", "Anonymous"));

    private static RouteConfig Route(Service service, string path, string policy) => new()
    {
        RouteId = $"{service.Name} {path}",
        ClusterId = service.Name,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = policy,
        MaxRequestBodySize = path.StartsWith("/v1/places/", StringComparison.Ordinal) ? LargestImport : ExchangeDefaults.MaxBodySize,
    };
}
