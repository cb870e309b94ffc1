using Yarp.ReverseProxy.Configuration;

namespace Exchange.Benchmarks.Floors;

/// <summary>The smallest gateway: YARP with one route to one address.</summary>
internal static class BareProxy
{
    public const string Name = "proxy";

    /// <summary>Arguments: the address behind it.</summary>
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "{**rest}" } }],
            [new ClusterConfig { ClusterId = "one", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = args[0] } } }]);
        var app = builder.Build();
        app.MapReverseProxy();
        await app.RunAsync();
    }
}
