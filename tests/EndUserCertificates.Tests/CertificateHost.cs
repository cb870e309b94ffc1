using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Contracts.Embargoes;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Tests.Embargoes;
using Exchange.Storage;
using Exchange.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.EndUserCertificates.Tests;

/// <summary>The service on one provider with the sample members, what it publishes, and what tests do with it.</summary>
public sealed class CertificateHost : IAsyncDisposable
{
    private readonly List<ServiceHost> hosts = [];
    private readonly ConcurrentBag<object> published = [];

    private CertificateHost(TestStorage storage, TimeProvider clock) => (Storage, Clock) = (storage, clock);

    public TestNetwork Network { get; } = new();
    public TestStorage Storage { get; }
    public TimeProvider Clock { get; }
    public ServiceHost Host => hosts[0];

    /// <summary>Today (UTC), by the host's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <param name="provider">Where it keeps what it holds.</param>
    /// <param name="clock">Its time; the machine's, unless told.</param>
    /// <param name="settings">Configuration besides.</param>
    /// <param name="configure">Replaces or removes services.</param>
    public static async Task<CertificateHost> StartAsync(
        Provider provider, TimeProvider? clock = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var host = new CertificateHost(await TestStorage.CreateAsync(provider, EndUserCertificatesModule.Name), clock ?? TimeProvider.System);
        await host.StartHostAsync(settings, configure);
        return host;
    }

    /// <summary>Another replica on the same data.</summary>
    public async Task<ServiceHost> StartHostAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var keys = Path.Combine(Storage.Folder, "key-encryption-key");
        SecretBox.FromFileOrNew(keys);
        var embargoes = Path.Combine(Storage.Folder, "embargoes.json");
        if (hosts.Count == 0) await File.WriteAllBytesAsync(embargoes, EmbargoFileTests.Write(Embargoes()));
        var replica = await ServiceHost.StartAsync<CertificateContent>(
            Storage, hosts.Count == 0 ? Network : null,
            new Dictionary<string, string?>(settings ?? []) { ["EndUserCertificates:KeyEncryptionKeyFile"] = settings?.GetValueOrDefault("EndUserCertificates:KeyEncryptionKeyFile") ?? keys, ["EndUserCertificates:EmbargoFile"] = embargoes },
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton(Clock));
                configure?.Invoke(services);
            });
        hosts.Add(replica);
        var observed = replica.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint("observed", (_, endpoint) =>
        {
            endpoint.Handler<CertificateIssued>(Keep);
            endpoint.Handler<CertificateStatusChanged>(Keep);
            endpoint.Handler<CertificateRevoked>(Keep);
            endpoint.Handler<CertificateOverdrawn>(Keep);
            endpoint.Handler<CertificateForgerySuspected>(Keep);
        });
        await observed.Ready;
        return replica;
    }

    // Not what is shipped: that is past its review dates some day.
    private EmbargoData Embargoes()
    {
        var (entry, later) = (EmbargoScreeningTests.Entry(EmbargoCodes.Territory), Today.AddYears(10));
        var data = EmbargoScreeningTests.Data(entry with { Territory = "SOM", Names = ["Al-Shabaab"], ReviewDate = later });
        return data with { ReviewDate = later };
    }

    /// <summary>Requests of <c>TCD/licensing</c>.</summary>
    public HttpClient As(string identity, ServiceHost? replica = null) =>
        (replica ?? Host).As(Network[identity.Split('/')[0]].Token(identity.Split('/')[1], at: Clock.GetUtcNow()));

    /// <summary>Requests of an authority with these functions and scopes, whatever its sample has.</summary>
    public HttpClient As(string identity, IEnumerable<string> functions, IEnumerable<string> scopes) =>
        Host.As(Network[identity.Split('/')[0]].Token(identity.Split('/')[1], functions, scopes, Clock.GetUtcNow()));

    /// <summary>Waits for the event that the condition is of.</summary>
    public Task<T> PublishedAsync<T>(Func<T, bool> condition) where T : class =>
        Eventually.GetAsync($"{typeof(T).Name} published", () => Task.FromResult(published.OfType<T>().FirstOrDefault(condition)));

    /// <summary>What of this has been published until now.</summary>
    public IReadOnlyList<T> Published<T>(Func<T, bool> condition) where T : class => [.. published.OfType<T>().Where(condition)];

    /// <summary>A certificate of <c>TCD</c> for an exporter in <c>CZE</c>, unless its fields say otherwise, by its id.</summary>
    public async Task<Guid> IssueAsync(params (string Field, JsonNode? Value)[] with)
    {
        var issued = await PostAsync("TCD/licensing", "/v1/certificates", Certificate(with), HttpStatusCode.Created);
        return issued["id"]!.GetValue<Guid>();
    }

    /// <summary>
    /// A certificate that its authority may post today: 500 rifles in line 1, 10,000 rounds in line 2, of several uses, released in full to
    /// CZE and KEN, in summary to UGA. A field that is given as null is left out.
    /// </summary>
    public JsonObject Certificate(params (string Field, JsonNode? Value)[] with)
    {
        var json = JsonSerializer.SerializeToNode(new
        {
            type = "end_user_certificate",
            number = $"{Guid.CreateVersion7():N}",
            issuedOn = Today.AddDays(-1),
            validUntil = Today.AddDays(365),
            singleUse = false,
            exporter = new { name = "Example Arms a.s.", address = "1 Example Street, Prague", state = "CZE" },
            endUser = new { name = "Ministry of Example", address = "2 Example Avenue, N'Djamena", state = "TCD" },
            finalDestination = "TCD",
            endUse = "Equipment of the border guard.",
            signatory = new { name = "A. Example", position = "Director" },
            assurances = new object[] { new { code = "no_reexport" } },
            goods = new object[]
            {
                new { line = 1, category = "assault_rifle", description = "Rifles", quantity = 500, unit = "piece" },
                new { line = 2, category = "ammunition", description = "Cartridges", quantity = 10_000, unit = "round" },
            },
            releases = new object[] { new { to = new[] { "CZE", "KEN" }, level = "full" }, new { to = new[] { "UGA" }, level = "summary" } },
        }, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (field, value) in with)
        {
            if (value is null) json.Remove(field);
            else json[field] = value;
        }
        return json;
    }

    public async Task<JsonObject> PostAsync(string identity, string path, object body, HttpStatusCode expected)
    {
        using var client = As(identity);
        return await client.PostAsync(path, body, expected);
    }

    public async Task<JsonObject> GetAsync(string identity, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var client = As(identity);
        using var response = await client.GetAsync(path);
        return await response.ReadAsync(expected);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(hosts)) await host.DisposeAsync();
        Network.Dispose();
        await Storage.DisposeAsync();
    }

    private Task Keep<T>(ConsumeContext<T> context) where T : class
    {
        published.Add(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>A host on one provider that the tests of a collection share.</summary>
public abstract class SharedHost(Provider provider) : IAsyncLifetime
{
    public CertificateHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await CertificateHost.StartAsync(provider);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class SqliteHost() : SharedHost(Provider.Sqlite);

public sealed class PostgresHost() : SharedHost(Provider.Postgres);

[CollectionDefinition(Name)]
public sealed class OnSqlite : ICollectionFixture<SqliteHost>
{
    public const string Name = "certificates on SQLite";
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresHost>
{
    public const string Name = "certificates on PostgreSQL";
}

/// <summary>Requests, and short ways to read what came back.</summary>
public static class Http
{
    /// <summary>Posts, and gives the answer's body; fails with it when the status is another.</summary>
    public static async Task<JsonObject> PostAsync(this HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var response = await client.PostAsync(path, Content(body));
        return await response.ReadAsync(expected);
    }

    /// <summary>JSON as it is given, be it text or an object.</summary>
    public static StringContent Content(object body) =>
        new(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    /// <summary>The answer's body; fails with it when the status is another.</summary>
    public static async Task<JsonObject> ReadAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The code of a problem: the end of its type.</summary>
    public static string Code(this JsonObject problem) => problem["type"]!.GetValue<string>()["/problems/".Length..];

    /// <summary>The faulty fields of a problem, in the order of their names.</summary>
    public static IEnumerable<string> Fields(this JsonObject problem) => problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal);

    public static string Text(this JsonObject json, string property) => json[property]!.GetValue<string>();

    public static Guid Id(this JsonObject json) => json["id"]!.GetValue<Guid>();

    public static IReadOnlyList<JsonObject> Items(this JsonObject page) => [.. page["items"]!.AsArray().Select(i => i!.AsObject())];
}
