using Exchange.Gateway.Docs;
using Exchange.Gateway.Health;
using Exchange.Gateway.Limits;
using Exchange.Gateway.Routing;
using Microsoft.AspNetCore.HttpOverrides;
using Yarp.ReverseProxy.Forwarder;

namespace Exchange.Gateway;

/// <summary>The edge of the network: one address for all services.</summary>
public static class GatewayModule
{
    /// <summary>Adds routes, limits and the services' health. The addresses of services come from <c>Gateway:Services</c>.</summary>
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddRequestLimits();
        builder.AddTrustedProxies();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, ServiceClients>();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.All, Routes.Clusters(builder.Configuration))
            .AddTransforms(Routes.CleanHeaders);
        builder.Services.AddHttpClient(ServicesHealth.Client, client => client.Timeout = ServicesHealth.Timeout);
        builder.Services.AddSingleton<ServicesHealth>();
        UnroutedMessages.Add(builder);
        return builder;
    }

    /// <summary>Maps the front page, the reader of the API, the network's health and the routes to the services.</summary>
    public static WebApplication MapGateway(this WebApplication app)
    {
        app.MapFrontPage();
        app.MapApiReader();
        ServicesHealth.Map(app);
        app.MapReverseProxy(proxy => proxy.Use(Failures.AnswerAsync));
        return app;
    }

    /// <summary>
    /// Behind a load balancer, <c>X-Forwarded-For</c> is accepted from its networks (<c>Gateway:TrustedProxies:0</c>, CIDR) and from
    /// nobody else.
    /// </summary>
    private static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = builder.Configuration.GetSection("Gateway:TrustedProxies").Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
    }
}
