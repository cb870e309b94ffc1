using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.BrokerRegistry.Brokers;
using Exchange.Contracts;
using Exchange.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.BrokerRegistry.Tests;

/// <summary>The service on one provider with the sample members, what it publishes, and what tests do with it.</summary>
public sealed class BrokerHost : IAsyncDisposable
{
    private readonly ConcurrentBag<object> published = [];
    private readonly TestStorage storage;
    private ServiceHost service = null!;

    private BrokerHost(TestStorage storage, TimeProvider clock) => (this.storage, Clock) = (storage, clock);

    public TestNetwork Network { get; } = new();
    public TimeProvider Clock { get; }

    /// <summary>Today (UTC), by the host's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public static async Task<BrokerHost> StartAsync(Provider provider, TimeProvider? clock = null)
    {
        var host = new BrokerHost(await TestStorage.CreateAsync(provider, BrokerRegistryModule.Name), clock ?? TimeProvider.System);
        host.service = await ServiceHost.StartAsync<BrokerContent>(host.storage, host.Network, configure: services => services.Replace(ServiceDescriptor.Singleton(host.Clock)));
        var observed = host.service.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint("observed", (_, endpoint) =>
        {
            endpoint.Handler<BrokerStandingChanged>(host.Keep);
            endpoint.Handler<RegisterChanged>(host.Keep);
            endpoint.Handler<BrokersRepublished>(host.Keep);
        });
        await observed.Ready;
        return host;
    }

    /// <summary>Requests of <c>CZE/licensing</c>, or of an officer of it: <c>CZE/licensing/second</c>.</summary>
    public HttpClient As(string identity)
    {
        var parts = identity.Split('/');
        return service.As(Network[parts[0]].Token(parts[1], at: Clock.GetUtcNow(), officer: parts.ElementAtOrDefault(2)));
    }

    /// <summary>Requests of an authority with these functions and scopes, whatever its sample has.</summary>
    public HttpClient As(string identity, IEnumerable<string> functions, IEnumerable<string> scopes) =>
        service.As(Network[identity.Split('/')[0]].Token(identity.Split('/')[1], functions, scopes, Clock.GetUtcNow()));

    /// <summary>Publishes an event of another service.</summary>
    public Task PublishAsync<T>(T message) where T : class => service.Services.GetRequiredService<IBus>().Publish(message);

    /// <summary>Waits for the event that the condition is of.</summary>
    public Task<T> PublishedAsync<T>(Func<T, bool> condition) where T : class =>
        Eventually.GetAsync($"{typeof(T).Name} published", () => Task.FromResult(published.OfType<T>().FirstOrDefault(condition)));

    /// <summary>How many events of this kind were published until now.</summary>
    public int Published<T>(Func<T, bool> condition) => published.OfType<T>().Count(condition);

    /// <summary>A broker in the register of CZE, by its id.</summary>
    public async Task<Guid> RegisterAsync(params (string Field, JsonNode? Value)[] with) => await RegisterAsync("CZE/licensing", with);

    /// <inheritdoc cref="RegisterAsync(ValueTuple{string, JsonNode}[])"/>
    public async Task<Guid> RegisterAsync(string identity, params (string Field, JsonNode? Value)[] with) =>
        (await SendAsync(identity, HttpMethod.Post, "/v1/brokers", Broker(with), HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    /// <summary>A registration that holds today, with a number of its own. A field that is given as null is left out.</summary>
    public JsonObject Broker(params (string Field, JsonNode? Value)[] with)
    {
        var json = JsonSerializer.SerializeToNode(new
        {
            number = $"{Guid.CreateVersion7():N}",
            kind = "company",
            name = "Example Brokering s.r.o.",
            country = "CZE",
            address = "3 Example Street, Prague",
            responsiblePersons = new[] { new { name = "A. Example" } },
            basisOfJurisdiction = new[] { "established" },
            activities = new[] { "contact" },
            validFrom = Today.AddDays(-1),
            validUntil = Today.AddDays(365),
        }, JsonSerializerOptions.Web)!.AsObject();
        foreach (var (field, value) in with)
        {
            if (value is null) json.Remove(field);
            else json[field] = value;
        }
        return json;
    }

    public async Task<JsonObject> SendAsync(string identity, HttpMethod method, string path, JsonNode? body, HttpStatusCode expected)
    {
        using var client = As(identity);
        return await client.SendAsync(method, path, body, expected);
    }

    public Task<JsonObject> GetAsync(string identity, string path, HttpStatusCode expected = HttpStatusCode.OK) => SendAsync(identity, HttpMethod.Get, path, null, expected);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        Network.Dispose();
        await storage.DisposeAsync();
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
    public BrokerHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await BrokerHost.StartAsync(provider);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

public sealed class SqliteHost() : SharedHost(Provider.Sqlite);

public sealed class PostgresHost() : SharedHost(Provider.Postgres);

[CollectionDefinition(Name)]
public sealed class OnSqlite : ICollectionFixture<SqliteHost>
{
    public const string Name = "brokers on SQLite";
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresHost>
{
    public const string Name = "brokers on PostgreSQL";
}

/// <summary>Requests, and short ways to read what came back.</summary>
internal static class Http
{
    public static async Task<JsonObject> SendAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The code of a problem: the end of its type.</summary>
    public static string Code(this JsonObject problem) => problem["type"]!.GetValue<string>()["/problems/".Length..];

    /// <summary>The faulty fields of a problem.</summary>
    public static IEnumerable<string> Fields(this JsonObject problem) => problem["errors"]!.AsObject().Select(e => e.Key);

    public static string Text(this JsonObject json, string property) => json[property]!.GetValue<string>();

    public static IReadOnlyList<JsonObject> Items(this JsonObject page) => [.. page["items"]!.AsArray().Select(i => i!.AsObject())];

    /// <summary>Releases as they are posted: <c>UGA</c> and <c>summary</c>, and so on.</summary>
    public static JsonArray Released(params (string To, string Level)[] releases) =>
        [.. releases.Select(r => new JsonObject { ["to"] = new JsonArray(r.To), ["level"] = r.Level })];
}
