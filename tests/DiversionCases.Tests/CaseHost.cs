using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.DiversionCases.Tests;

/// <summary>The service's real host on one provider, shared by the tests of a collection, and what it publishes.</summary>
public abstract class CaseHost(Provider provider) : IAsyncLifetime
{
    private readonly ConcurrentBag<object> published = [];
    private TestStorage storage = null!;

    public TestNetwork Network { get; } = new();
    public ServiceHost Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        storage = await TestStorage.CreateAsync(provider, DiversionCasesModule.Name);
        Service = await ServiceHost.StartAsync<CaseContent>(storage, Network);
        var handle = Service.Services.GetRequiredService<IReceiveEndpointConnector>().ConnectReceiveEndpoint("observed", (_, endpoint) =>
        {
            endpoint.Handler<CaseReported>(Keep);
            endpoint.Handler<CaseAmended>(Keep);
            endpoint.Handler<CaseWithdrawn>(Keep);
        });
        await handle.Ready;
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await storage.DisposeAsync();
        Network.Dispose();
    }

    /// <summary>Another replica of the service, on the same data.</summary>
    public Task<ServiceHost> StartReplicaAsync() => ServiceHost.StartAsync<CaseContent>(storage);

    /// <summary>A client with a token of <c>KEN/customs</c>.</summary>
    public HttpClient As(string identity) => Service.As(Network.Token(identity));

    /// <summary>Waits for the event that the condition is of.</summary>
    public Task<T> PublishedAsync<T>(Func<T, bool> condition) where T : class =>
        Eventually.GetAsync($"{typeof(T).Name} published", () => Task.FromResult(published.OfType<T>().FirstOrDefault(condition)));

    private Task Keep<T>(ConsumeContext<T> context) where T : class
    {
        published.Add(context.Message);
        return Task.CompletedTask;
    }
}

public sealed class SqliteHost() : CaseHost(Provider.Sqlite);

public sealed class PostgresHost() : CaseHost(Provider.Postgres);

[CollectionDefinition(Name)]
public sealed class OnSqlite : ICollectionFixture<SqliteHost>
{
    public const string Name = "cases on SQLite";
}

[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresHost>
{
    public const string Name = "cases on PostgreSQL";
}

/// <summary>Requests, and cases to make them with.</summary>
internal static class Http
{
    /// <summary>The example of the public interface, with every block; its summary is unlike any other's.</summary>
    public static JsonObject Case(params (string Field, JsonNode? Value)[] with)
    {
        var json = JsonNode.Parse("""
            {
              "status": "detected",
              "eventDate": { "value": "2026-03", "precision": "month" },
              "lifecycleStage": "during_transfer",
              "diversionType": "rerouting_or_transshipment",
              "detectionMethod": "customs_inspection",
              "summary": "Rifles declared as machine parts.",
              "narrative": "The manifest named spare parts; the container held crates of rifles.",
              "location": { "country": "KEN", "unlocode": "KEMBA", "point": [39.66, -4.05] },
              "items": [ { "category": "assault_rifle", "quantity": 12, "make": "Cugir", "model": "AIM", "calibre": "7.62x39",
                "markingStatus": "fully_marked", "originKind": "industrial",
                "marks": [ { "kind": "manufacture", "manufacturer": "Cugir", "country": "ROU", "serial": "AB-1234" } ] } ],
              "actors": [ { "role": "consignee", "kind": "company", "name": "Example Trading", "identifiers": [ { "scheme": "registration", "value": "C-17" } ] } ],
              "route": [ { "sequence": 1, "from": "AEJEA", "to": "KEMBA", "mode": "maritime", "concealment": "misdeclared_cargo" } ],
              "documents": [ { "kind": "end_user_certificate", "number": "17/2026", "issuingState": "TCD" } ],
              "grading": { "source": "B", "information": "2" },
              "handling": { "tlp": "amber", "purposes": ["border_interdiction"], "paragraphs": [21, 79] }
            }
            """)!.AsObject();
        foreach (var (field, value) in with) json[field] = value;
        return json;
    }

    /// <summary>A release, to a member or group, of a level.</summary>
    public static JsonArray Released(string to, string level, params string[] functions) =>
        [new JsonObject { ["to"] = new JsonArray(to), ["level"] = level, ["functions"] = new JsonArray([.. functions.Select(f => JsonValue.Create(f))]) }];

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, JsonNode body) =>
        client.PostAsync(path, Content(body.ToJsonString()));

    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, JsonNode body) =>
        client.PutAsync(path, Content(body.ToJsonString()));

    public static StringContent Content(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Reports a case that has to be taken, and gives its id.</summary>
    public static async Task<string> ReportAsync(this HttpClient client, JsonNode body)
    {
        using var response = await client.PostAsync("/v1/cases", body);
        return (await response.ReadAsync(System.Net.HttpStatusCode.Created))["id"]!.GetValue<string>();
    }

    public static async Task<JsonObject> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return await response.ReadAsync(System.Net.HttpStatusCode.OK);
    }

    /// <summary>The answer's body; fails with it when the status is another.</summary>
    public static async Task<JsonObject> ReadAsync(this HttpResponseMessage response, System.Net.HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }
}
