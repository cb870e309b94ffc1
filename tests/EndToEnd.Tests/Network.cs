using System.Security.Cryptography;
using Exchange.Testing;
using Exchange.Testing.Servers;

namespace Exchange.EndToEnd.Tests;

/// <summary>
/// The network as it is run: a process a service behind the gateway, Identity and EndUserCertificates twice, each service with a database of its own, over
/// RabbitMQ, PostgreSQL and Redis. The broker and the database server are its own, since tests stop them.
/// </summary>
public sealed class Network : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("exchange-network-").FullName;
    private readonly List<IAsyncDisposable> owned = [];

    public PostgresServer Postgres { get; private set; } = null!;
    public RabbitMqServer Rabbit { get; private set; } = null!;
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

    /// <summary>A path of each process that any member's token opens.</summary>
    internal IReadOnlyList<(ServiceProcess Process, string Path)> Doors =>
    [
        (Gateway, "/v1/cases"), (Cases, "/v1/cases"), (Alerts, "/v1/alerts"), (Certificates, "/v1/certificates"), (SecondCertificates, "/v1/certificates"),
        (Identity, "/v1/members"), (SecondIdentity, "/v1/members"),
    ];

    /// <summary>A client of the network, which asks the gateway unless told otherwise.</summary>
    internal Party As(string identity) => Party.Load(Profiles, identity, Gateway.Url);

    public async Task InitializeAsync()
    {
        var (postgres, rabbit) = (PostgresServer.StartOwnAsync(), RabbitMqServer.StartOwnAsync());
        Postgres = Own(await postgres);
        Rabbit = Own(await rabbit);
        var broker = Own(await Rabbit.CreateVirtualHostAsync());
        var redis = await (await RedisServer.SharedAsync()).CreateDatabaseAsync();
        var key = Path.Combine(folder, "key-encryption-key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        var (gateway, identity, secondIdentity) = (Address(), Address(), Address());
        var (cases, alerts, certificates, secondCertificates) = (Address(), Address(), Address(), Address());
        async Task<ServiceProcess> ProcessAsync(string name, (string Folder, string Assembly) project, Uri url, TestDatabase? database, params string[] settings) =>
            Own(new ServiceProcess(project, url, folder,
            [
                $"--urls={url}",
                $"--Exchange:PublicUrl={gateway}",
                $"--Exchange:DataDirectory={Path.Combine(folder, $"{name}-{url.Port}")}",
                $"--ConnectionStrings:{name}={(database ?? Own(await Postgres.CreateDatabaseAsync())).ConnectionString}",
                $"--ConnectionStrings:rabbitmq={broker.ConnectionString}",
                $"--ConnectionStrings:redis={redis}",
                .. settings,
            ]));
        var members = Own(await Postgres.CreateDatabaseAsync());
        Identity = await ProcessAsync("identity", ("services/Identity", "Exchange.Identity"), identity, members,
            $"--Identity:KeyEncryptionKeyFile={key}", "--Identity:SampleMembers=true", $"--Identity:ProfilesDirectory={Profiles}");
        SecondIdentity = await ProcessAsync("identity", ("services/Identity", "Exchange.Identity"), secondIdentity, members,
            $"--Identity:KeyEncryptionKeyFile={key}");
        Cases = await ProcessAsync("diversion-cases", ("services/DiversionCases", "Exchange.DiversionCases"), cases, null);
        Alerts = await ProcessAsync("route-alerts", ("services/RouteAlerts", "Exchange.RouteAlerts"), alerts, null,
            $"--RouteAlerts:KeyEncryptionKeyFile={key}", "--RouteAlerts:AllowedNetworks:0=127.0.0.0/8");
        var register = Own(await Postgres.CreateDatabaseAsync());
        Certificates = await ProcessAsync("end-user-certificates", ("services/EndUserCertificates", "Exchange.EndUserCertificates"), certificates, register,
            $"--EndUserCertificates:KeyEncryptionKeyFile={key}");
        SecondCertificates = await ProcessAsync("end-user-certificates", ("services/EndUserCertificates", "Exchange.EndUserCertificates"), secondCertificates, register,
            $"--EndUserCertificates:KeyEncryptionKeyFile={key}");
        Gateway = await ProcessAsync("gateway", ("gateway", "Exchange.Gateway"), gateway, null,
            $"--Gateway:Services:identity={identity}", $"--Gateway:Services:diversion-cases={cases}", $"--Gateway:Services:route-alerts={alerts}",
            $"--Gateway:Services:end-user-certificates={certificates}",
            // The tests are one member's many systems at once.
            "--Limits:Member:PerMinute=1000000", "--Limits:Member:Burst=1000000", "--Limits:Address:PerMinute=1000000", "--Limits:Address:Burst=1000000");

        await Identity.StartAsync();
        await Task.WhenAll(SecondIdentity.StartAsync(), Cases.StartAsync(), Alerts.StartAsync(), Certificates.StartAsync(), SecondCertificates.StartAsync(), Gateway.StartAsync());
        using var customs = As("KEN/customs");
        foreach (var (process, path) in Doors)
        {
            await Eventually.HoldsAsync($"{process.Name} trusts the members", async () =>
                (await customs.StatusAsync(HttpMethod.Get, new Uri(process.Url, path))) == 200);
        }
    }

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
