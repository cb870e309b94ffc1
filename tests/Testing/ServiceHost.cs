using System.Net.Http.Headers;
using Exchange.Testing.OpenApi;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Testing;

/// <summary>
/// A service's real host, started by its own Program in this process on a free port of the loopback interface.
/// In memory transport and no Redis unless <c>ConnectionStrings:rabbitmq</c> and <c>:redis</c> are given.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly IAsyncDisposable factory;
    private readonly bool isDocumented;

    private ServiceHost(IAsyncDisposable factory, IServiceProvider services)
    {
        this.factory = factory;
        Services = services;
        Url = new Uri(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // A host that only passes requests on, as the gateway does, has no documents to compare with.
        isDocumented = services.GetRequiredService<EndpointDataSource>().Endpoints.Any(e => e.Metadata.GetMetadata<IEndpointGroupNameMetadata>() is not null);
        Client = NewClient();
    }

    public Uri Url { get; }
    public IServiceProvider Services { get; }

    /// <summary>Requests without a token.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts the host whose assembly holds <typeparamref name="TModule"/>.</summary>
    /// <param name="storage">Where it keeps what it holds.</param>
    /// <param name="network">The members that it knows from the start; null for none.</param>
    /// <param name="settings">Configuration besides.</param>
    /// <param name="configure">Replaces services: the clock, for one.</param>
    public static async Task<ServiceHost> StartAsync<TModule>(
        TestStorage storage, TestNetwork? network = null, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
        where TModule : class
    {
        var factory = new Factory<TModule>(builder =>
        {
            builder.UseEnvironment("Production");
            foreach (var (key, value) in storage.Settings.Concat(settings ?? new Dictionary<string, string?>())) builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.AddFilter("Microsoft.Hosting", LogLevel.Warning));
            builder.ConfigureTestServices(services =>
            {
                configure?.Invoke(services);
                if (network is not null)
                    services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(host => new TestNetwork.Seed(network, host)));
            });
        });
        try
        {
            factory.UseKestrel(0);
            await Task.Run(factory.StartServer);
            return new ServiceHost(factory, factory.Services);
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the host of a module, whose types may all be internal.</summary>
    /// <param name="module">The module's class.</param>
    public static Task<ServiceHost> StartAsync(
        Type module, TestStorage storage, TestNetwork? network = null, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        // A module is a static class, and cannot name its assembly to a generic method; any other class of the assembly can.
        var named = module.Assembly.GetTypes().First(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false });
        var start = typeof(ServiceHost).GetMethods().Single(m => m is { Name: nameof(StartAsync), IsGenericMethod: true }).MakeGenericMethod(named);
        return (Task<ServiceHost>)start.Invoke(null, [storage, network, settings, configure])!;
    }

    /// <summary>Requests that bear a token.</summary>
    public HttpClient As(string token)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private HttpClient NewClient() => isDocumented ? DocumentCheck.Client(Url) : new HttpClient { BaseAddress = Url };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
    }

    private sealed class Factory<TModule>(Action<IWebHostBuilder> configure) : WebApplicationFactory<TModule> where TModule : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => configure(builder);
    }
}
