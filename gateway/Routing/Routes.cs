using Exchange.Contracts;
using Exchange.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Exchange.Gateway.Routing;

/// <summary>The table of routes: by path prefix; paths are not rewritten. A path that no service lists answers 404.</summary>
internal static class Routes
{
    // Longer than any answer takes, and than the pause between two heartbeats of a stream.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    // The official table of places comes in files of several mebibytes; the service limits its other bodies itself.
    private const int LargestImport = 32 * 1024 * 1024;

    public static IReadOnlyList<RouteConfig> All { get; } = [.. ServiceList.Current.Services.SelectMany(Of)];

    /// <summary>The address of each service, from <c>Gateway:Services:{name}</c>.</summary>
    /// <exception cref="InvalidOperationException">A service has no address, or not an HTTP URL.</exception>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) => [.. ServiceList.Current.Services.Select(service => new ClusterConfig
    {
        ClusterId = service.Name,
        Destinations = new Dictionary<string, DestinationConfig> { ["service"] = new() { Address = Address(configuration, service.Name).AbsoluteUri } },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = Silence, AllowResponseBuffering = false },
    })];

    public static Uri Address(IConfiguration configuration, string service) =>
        Uri.TryCreate(configuration[$"Gateway:Services:{service}"], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"Gateway:Services:{service} must be the address of that service, such as http://{service}:8080.");

    /// <summary>Services learn the caller's address from the gateway alone, never from headers that the caller sent.</summary>
    public static void CleanHeaders(TransformBuilderContext context)
    {
        context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
        context.AddXForwarded(ForwardedTransformActions.Set);
        foreach (var header in (string[])["Forwarded", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"])
            context.AddRequestHeaderRemove(header);
        context.AddRequestTransform(transform =>
        {
            // Fields that the caller's Connection header names are for this connection only (RFC 9110, section 7.6.1). YARP does not
            // remove those that come with "close" or "keep-alive".
            foreach (var name in transform.HttpContext.Request.Headers.Connection.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)))
            {
                if (name.Length > 0 && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                    transform.ProxyRequest.Headers.Remove(name);
            }

            return ValueTask.CompletedTask;
        });
    }

    private static IEnumerable<RouteConfig> Of(ServiceEntry service) =>
        service.Paths.Append($"/v1/operations/{service.Name}").Select(path => Route(service, $"{path}/{{**rest}}", "Default"))
            .Concat(service.PublicPaths.Select(path => Route(service, $"{path}/{{**rest}}", "Anonymous")))
            .Append(Route(service, $"/openapi/{service.Name}.json", "Anonymous"));

    private static RouteConfig Route(ServiceEntry service, string path, string policy) => new()
    {
        RouteId = $"{service.Name} {path}",
        ClusterId = service.Name,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = policy,
        MaxRequestBodySize = path.StartsWith("/v1/places/", StringComparison.Ordinal) ? LargestImport : ExchangeDefaults.MaxBodySize,
    };
}
