using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.RouteAlerts.Alerts;
using Exchange.Storage;
using Exchange.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.RouteAlerts.Tests;

/// <summary>The service on one provider with the sample members, and what tests do with it.</summary>
public sealed class Alerting : IAsyncDisposable
{
    private readonly List<ServiceHost> hosts = [];

    private Alerting(TestStorage storage) => Storage = storage;

    public TestNetwork Network { get; } = new();
    public TestStorage Storage { get; }
    public ServiceHost Host => hosts[0];

    public static async Task<Alerting> StartAsync(
        Provider provider, TimeProvider? clock = null, bool allowLoopback = true, Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        var alerting = new Alerting(await TestStorage.CreateAsync(provider, RouteAlertsModule.Name));
        await alerting.StartHostAsync(clock, allowLoopback, settings, configure);
        return alerting;
    }

    /// <summary>Another replica on the same data.</summary>
    public async Task<ServiceHost> StartHostAsync(
        TimeProvider? clock = null, bool allowLoopback = true, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var keys = Path.Combine(Storage.Folder, "key-encryption-key");
        SecretBox.FromFileOrNew(keys);
        settings = new(settings ?? []) { ["RouteAlerts:KeyEncryptionKeyFile"] = keys };
        if (allowLoopback) settings["RouteAlerts:AllowedNetworks:0"] = "127.0.0.0/8";
        var host = await ServiceHost.StartAsync<RouteAlert>(Storage, hosts.Count == 0 ? Network : null, settings, services =>
        {
            if (clock is not null) services.Replace(ServiceDescriptor.Singleton(clock));
            configure?.Invoke(services);
        });
        hosts.Add(host);
        return host;
    }

    /// <summary>Requests of <c>KEN/customs</c>.</summary>
    public HttpClient As(string identity, DateTimeOffset? at = null) =>
        Host.As(Network[identity.Split('/')[0]].Token(identity.Split('/')[1], at: at));

    /// <summary>What DiversionCases would publish.</summary>
    public async Task PublishAsync<T>(T message) where T : class
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IBus>().Publish(message);
    }

    /// <summary>Reports a case, and waits until <c>KEN/customs</c>, whose it is, sees its alert.</summary>
    public async Task<JsonObject> RaiseAsync(CaseFacts facts)
    {
        await PublishAsync(new CaseReported(facts));
        return await AlertOfAsync(facts, "KEN/customs");
    }

    public Task<JsonObject> AlertOfAsync(CaseFacts facts, string identity) => Eventually.GetAsync($"{identity} sees the alert of {facts.Reference}",
        async () => (await ListAsync(identity, "?status=all")).SingleOrDefault(a => a["case"]?["id"]?.GetValue<Guid>() == facts.Id));

    public async Task<List<JsonObject>> ListAsync(string identity, string query = "", DateTimeOffset? at = null)
    {
        using var client = As(identity, at);
        var page = await client.GetFromJsonAsync<JsonObject>($"/v1/alerts{query}");
        return [.. page!["items"]!.AsArray().Select(a => a!.AsObject())];
    }

    public async Task<JsonObject> PostAsync(string identity, string path, object? body, HttpStatusCode expected, DateTimeOffset? at = null)
    {
        using var client = As(identity, at);
        using var response = body is null ? await client.PostAsync(path, null) : await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public async Task<JsonObject> GetAsync(string identity, string path, DateTimeOffset? at = null)
    {
        using var client = As(identity, at);
        return (await client.GetFromJsonAsync<JsonObject>(path))!;
    }

    public Task<JsonObject> SubscribeAsync(string identity, Uri url, object? filter = null, DateTimeOffset? at = null)
    {
        var body = JsonSerializer.SerializeToNode(filter ?? new { })!.AsObject();
        body["url"] = url.ToString();
        return PostAsync(identity, "/v1/subscriptions", body, HttpStatusCode.Created, at);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(hosts)) await host.DisposeAsync();
        Network.Dispose();
        await Storage.DisposeAsync();
    }
}

/// <summary>Facts of cases.</summary>
public static class Facts
{
    public static readonly Place JebelAli = new("AEJEA", "ARE", "Jebel Ali", new Position(55.03, 25.01), Verified: true);
    public static readonly Place Mombasa = new("KEMBA", "KEN", "Mombasa", new Position(39.66, -4.05), Verified: true);
    public static readonly Place Entebbe = new("UGEBB", "UGA", "Entebbe", new Position(32.45, 0.04), Verified: true);
    public static readonly Place Unknown = new("UGXYZ", "UGA", null, null, Verified: false);

    /// <summary>Assault rifles from Jebel Ali to Mombasa, found by Kenya.</summary>
    public static CaseFacts Case(params Release[] releases) => new()
    {
        Id = Guid.CreateVersion7(),
        Reference = $"KEN-2026-{Random.Shared.Next(100_000_000):D8}",
        Originator = "KEN",
        Version = 1,
        Status = "detected",
        LifecycleStage = "during_transfer",
        EventFrom = new DateOnly(2026, 3, 1),
        EventUntil = new DateOnly(2026, 3, 31),
        Categories = ["assault_rifle"],
        Route = [Leg(1, JebelAli, Mombasa)],
        InformationCredibility = "2",
        Handling = new Handling { Purposes = ["border_interdiction"], Paragraphs = [21, 79] },
        Releases = releases,
        ReportedAt = TimeProvider.System.GetUtcNow(),
    };

    public static RouteLeg Leg(int sequence, Place from, Place to, string mode = "maritime") => new() { Sequence = sequence, From = from, To = to, Mode = mode };

    public static Release To(string recipient, ReleaseLevel level = ReleaseLevel.Summary, params string[] functions) =>
        new() { To = [recipient], Level = level, Functions = functions };

    /// <summary>As it is posted.</summary>
    public static object AsJson(this Release release) => new { to = release.To, functions = release.Functions, level = release.Level.ToString().ToLowerInvariant() };

    /// <summary>The example of a body, from <c>docs/examples</c>.</summary>
    public static JsonObject Example(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), "..", "..", "docs", "examples", $"{name}.json")))!.AsObject();

    /// <summary>An alert as an agency posts it.</summary>
    public static JsonObject Alert(params object[] releases) => JsonSerializer.SerializeToNode(new
    {
        type = "trafficking_route",
        severity = "high",
        validUntil = TimeProvider.System.GetUtcNow().AddDays(30),
        grading = new { source = "B", information = "2" },
        handling = new { tlp = "amber", purposes = new[] { "border_interdiction" } },
        summary = "Rifles among machine parts.",
        route = new[] { new { from = "AEJEA", to = "KEMBA", mode = "maritime" } },
        releases,
    })!.AsObject();

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>Short ways to read what came back.</summary>
public static class Reading
{
    public static string Id(this JsonObject json) => json.Text("id");

    public static string Text(this JsonObject json, string property) => json[property]!.GetValue<string>();

    public static int Attempts(this JsonObject delivery) => delivery["attempts"]!.GetValue<int>();

    public static bool Is(this Exchange.Testing.Delivery delivery, string type) => JsonNode.Parse(delivery.Body)!["type"]!.GetValue<string>() == type;
}
