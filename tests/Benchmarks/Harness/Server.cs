using System.Diagnostics;
using System.Text.Json;
using Exchange.Benchmarks.Floors;
using Exchange.Contracts;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Exchange.Testing;
using Exchange.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Benchmarks.Harness;

/// <summary>A web server under measurement, in its own process.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly Dictionary<string, string?> Production = new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };
    private readonly GuardedProcess process;
    private readonly string folder;

    private Server(GuardedProcess process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>The processor time of the process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var running = Process.GetProcessById(process.Pid);
            return running.TotalProcessorTime;
        }
    }

    /// <summary>Starts a service on an empty database and waits until it is ready. It knows the members; no Identity service runs here.</summary>
    /// <param name="project">The service's project (<c>DiversionCases</c>).</param>
    /// <param name="name">The name of its database.</param>
    public static async Task<Server> ServiceAsync(
        string project, string name, string database, VirtualHost broker, TestNetwork network, params IEnumerable<string> settings)
    {
        await TrustAsync(database, network);
        return await ReplicaAsync(project, name, database, broker, settings);
    }

    /// <summary>Starts another process of a service on the database of the first.</summary>
    public static Task<Server> ReplicaAsync(string project, string name, string database, VirtualHost broker, params IEnumerable<string> settings) => StartAsync(
        [Repository.Service(project), $"--ConnectionStrings:{name}={database}", $"--ConnectionStrings:rabbitmq={broker.ConnectionString}", .. settings],
        "/health/ready");

    /// <summary>Starts the gateway in front of one service, on a database with the members.</summary>
    public static Task<Server> GatewayAsync(string database, VirtualHost broker, Uri service, params IEnumerable<string> settings) => StartAsync(
        [
            Repository.Gateway, $"--ConnectionStrings:gateway={database}", $"--ConnectionStrings:rabbitmq={broker.ConnectionString}",
            // The gateway needs an address for each service; unused services get the address of the measured one.
            .. ServiceList.Current.Services.Select(s => $"--Gateway:Services:{s.Name}={service}"), .. settings,
        ],
        "/health/ready");

    /// <summary>Starts a bare proxy in front of another floor.</summary>
    public static Task<Server> ProxyAsync(Uri behind) => StartAsync([Repository.Floors, "floor", BareProxy.Name, $"{behind}"], "/ready");

    /// <summary>Starts a floor, which validates the tokens of one issuer.</summary>
    public static Task<Server> FloorAsync(string name, string database, TestIssuer issuer, params IEnumerable<string> arguments) =>
        StartAsync([Repository.Floors, "floor", name, database, issuer.Issuer, issuer.Trust.Jwks, .. arguments], "/ready");

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Server> StartAsync(IEnumerable<string> program, string ready)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var folder = Directory.CreateTempSubdirectory("exchange-bench-").FullName;
        var process = GuardedProcess.Start(
            ["dotnet", .. program, $"--urls={address}", $"--Exchange:DataDirectory={folder}"], Path.Combine(folder, "log"), environment: Production, folder: folder);
        var server = new Server(process, folder, address);
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            await Eventually.HoldsAsync($"{address} answers {ready}", () => AnswersAsync(client, ready, process), StartPatience);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string ready, GuardedProcess process)
    {
        if (process.HasExited) throw process.Failure("ended while it started");
        try
        {
            using var answer = await client.GetAsync(ready);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // Not listening yet.
        }
    }

    private static async Task TrustAsync(string database, TestNetwork network)
    {
        await using var db = new PostgresTrustDb((DbContextOptions<PostgresTrustDb>)
            new DbContextOptionsBuilder<PostgresTrustDb>().UseExchangePostgres(database, typeof(TrustDb)).Options);
        await db.Database.MigrateAsync();
        db.Members.AddRange(network.Members.Select(m => new TrustedMember { Code = m.Code, Version = m.Version, State = JsonSerializer.Serialize(m) }));
        db.Groups.AddRange(network.Groups.Select(g => new TrustedGroup { Code = g.Code, Version = g.Version, State = JsonSerializer.Serialize(g) }));
        await db.SaveChangesAsync();
    }
}
