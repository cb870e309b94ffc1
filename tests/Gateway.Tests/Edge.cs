using Exchange.Contracts;
using Exchange.Gateway.Limits;
using Exchange.Testing;
using Xunit;

namespace Exchange.Gateway.Tests;

/// <summary>A gateway before its backends.</summary>
public sealed class Edge : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> owned = [];

    public TestNetwork Network { get; } = new();
    public Dictionary<string, Backend> Backends { get; } = [];
    public ServiceHost Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        foreach (var service in ServiceList.Current.Services)
            Backends[service.Name] = await Backend.StartAsync();
        Gateway = await StartGatewayAsync();
    }

    /// <summary>One more gateway before the same backends.</summary>
    public async Task<ServiceHost> StartGatewayAsync(params (string Key, string Value)[] settings)
    {
        var storage = await TestStorage.CreateAsync(Provider.Sqlite, "gateway");
        owned.Add(storage);
        var all = Backends.ToDictionary(b => $"Gateway:Services:{b.Key}", b => (string?)b.Value.Url.AbsoluteUri);
        foreach (var (key, value) in settings)
            all[key] = value;
        var gateway = await ServiceHost.StartAsync<LimitOptions>(storage, Network, all);
        owned.Add(gateway);
        return gateway;
    }

    public HttpClient As(string identity, ServiceHost? gateway = null) => (gateway ?? Gateway).As(Network.Token(identity));

    public async Task DisposeAsync()
    {
        foreach (var thing in owned.AsEnumerable().Reverse())
            await thing.DisposeAsync();
        foreach (var backend in Backends.Values)
            await backend.DisposeAsync();
        Network.Dispose();
    }
}
