using System.Security.Cryptography;
using Exchange.Contracts;
using Exchange.Setup;
using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// The network as it runs in production: a process a service behind the gateway, Identity and EndUserCertificates twice, over PostgreSQL, RabbitMQ and
/// Redis. Each service has its own database, and each its own user of the broker and of Redis, with the permissions that compose/prepare gives it.
/// The servers are started for these tests alone, which stop them.
/// </summary>
public sealed class Network : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-network-").FullName;
    private readonly List<IAsyncDisposable> owned = [];

    public PostgresServer Postgres { get; private set; } = null!;
    public RabbitMqServer Rabbit { get; private set; } = null!;
    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The virtual host of the network, with a user a process.</summary>
    public VirtualHost Broker { get; private set; } = null!;

    /// <summary>What the broker loaded.</summary>
    public string Definitions { get; private set; } = null!;

    internal ServiceProcess Gateway { get; private set; } = null!;
    internal ServiceProcess Identity { get; private set; } = null!;
    internal ServiceProcess SecondIdentity { get; private set; } = null!;
    internal ServiceProcess Cases { get; private set; } = null!;
    internal ServiceProcess Alerts { get; private set; } = null!;
    internal ServiceProcess Certificates { get; private set; } = null!;

    /// <summary>Another process on the same database; the gateway does not know it.</summary>
    internal ServiceProcess SecondCertificates { get; private set; } = null!;

    /// <summary>An <c>EXCHANGE_HOME</c> with a profile for each sample identity.</summary>
    public string Profiles => Path.Combine(folder, "profiles");

    internal IReadOnlyList<ServiceProcess> Processes => [Identity, SecondIdentity, Cases, Alerts, Certificates, SecondCertificates, Gateway];

    /// <summary>A path of each process that every member's token may read.</summary>
    internal IReadOnlyList<(ServiceProcess Process, string Path)> Doors =>
    [
        (Gateway, "/v1/cases"), (Cases, "/v1/cases"), (Alerts, "/v1/alerts"), (Certificates, "/v1/certificates"), (SecondCertificates, "/v1/certificates"),
        (Identity, "/v1/members"), (SecondIdentity, "/v1/members"),
    ];

    /// <summary>A client that sends its requests to the gateway, unless a test names another address.</summary>
    internal Party As(string identity) => Party.Load(Profiles, identity, Gateway.Url);

    public async Task InitializeAsync()
    {
        var (postgres, rabbit, redis) = (PostgresServer.StartOwnAsync(), RabbitMqServer.StartOwnAsync(), RedisServer.StartOwnAsync());
        Postgres = Own(await postgres);
        Rabbit = Own(await rabbit);
        Redis = Own(await redis);
        Broker = Own(await Rabbit.CreateVirtualHostAsync());
        Definitions = BrokerDefinitions.Create(ServiceList.Current, Broker.Name, ServiceList.Current.Processes.ToDictionary(p => p.Name, p => PasswordOf(p.Name)));
        await Broker.LoadDefinitionsAsync(Definitions);
        foreach (var process in ServiceList.Current.Processes) await Redis.SetUserAsync(process.Name, RedisUsers.Rules(process, PasswordOf(process.Name)));
        var key = Path.Combine(folder, "key-encryption-key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        var addresses = ServiceList.Current.Processes.ToDictionary(p => p.Name, _ => Address());
        var databases = new Dictionary<string, TestDatabase>();
        async Task<ServiceProcess> ProcessAsync(string name, Uri? url = null, params string[] settings)
        {
            var process = ServiceList.Current.Processes.Single(p => p.Name == name);
            url ??= addresses[name];
            if (!databases.TryGetValue(name, out var database)) database = databases[name] = Own(await Postgres.CreateDatabaseAsync());
            return Own(new ServiceProcess((process.Project, process.Assembly), url, folder,
            [
                $"--urls={url}",
                $"--Exchange:PublicUrl={addresses["gateway"]}",
                $"--Exchange:DataDirectory={Path.Combine(folder, $"{name}-{url.Port}")}",
                $"--ConnectionStrings:{name}={database.ConnectionString}",
                $"--ConnectionStrings:rabbitmq={Broker.ConnectionStringOf(name, PasswordOf(name))}",
                $"--ConnectionStrings:redis={RedisOf(name)}",
                "--RabbitMq:HasDefinitions=true",
                .. process.HasKeyFile ? [$"--{process.Module}:KeyEncryptionKeyFile={key}"] : (string[])[],
                .. settings,
            ]));
        }

        Identity = await ProcessAsync("identity", settings: ["--Identity:SampleMembers=true", $"--Identity:ProfilesDirectory={Profiles}"]);
        SecondIdentity = await ProcessAsync("identity", Address());
        Cases = await ProcessAsync("diversion-cases");
        Alerts = await ProcessAsync("route-alerts", settings: "--RouteAlerts:AllowedNetworks:0=127.0.0.0/8");
        Certificates = await ProcessAsync("end-user-certificates");
        SecondCertificates = await ProcessAsync("end-user-certificates", Address());
        Gateway = await ProcessAsync("gateway", settings:
        [
            .. ServiceList.Current.Services.Select(s => $"--Gateway:Services:{s.Name}={addresses[s.Name]}"),
            // The tests are one member's many systems at once.
            "--Limits:Member:PerMinute=1000000", "--Limits:Member:Burst=1000000", "--Limits:Address:PerMinute=1000000", "--Limits:Address:Burst=1000000",
        ]);
        var processes = Processes.ToList();
        foreach (var service in ServiceList.Current.Services.Where(s => processes.TrueForAll(p => p.Name != s.Assembly))) processes.Add(await ProcessAsync(service.Name));

        await Identity.StartAsync();
        await Task.WhenAll(processes.Where(p => p != Identity).Select(p => p.StartAsync()));
        using var customs = As("KEN/customs");
        foreach (var (process, path) in Doors)
        {
            await Eventually.HoldsAsync($"{process.Name} trusts the members", async () =>
                (await customs.StatusAsync(HttpMethod.Get, new Uri(process.Url, path))) == 200);
        }
    }

    /// <summary>The password of a process's users of the broker and of Redis.</summary>
    public static string PasswordOf(string process) => $"password-of-{process}";

    /// <summary>The connection string of a process's user of Redis.</summary>
    public string RedisOf(string process) => $"{Redis.ConnectionString},user={process},password={PasswordOf(process)}";

    public async Task DisposeAsync()
    {
        foreach (var owner in Enumerable.Reverse(owned)) await owner.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private TOwned Own<TOwned>(TOwned some) where TOwned : IAsyncDisposable
    {
        owned.Add(some);
        return some;
    }

    private static Uri Address() => new($"http://127.0.0.1:{Ports.Free()}");
}

/// <summary>Tests that share the network run one after the other: some of them kill a part of it.</summary>
[CollectionDefinition(Name)]
public sealed class OnTheNetwork : ICollectionFixture<Network>
{
    public const string Name = "network";
}
