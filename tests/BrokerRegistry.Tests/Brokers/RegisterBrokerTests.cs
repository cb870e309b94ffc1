using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.BrokerRegistry.Tests.Http;

namespace Exchange.BrokerRegistry.Tests.Brokers;

public abstract class RegisterBrokerTests(SharedHost shared)
{
    private readonly BrokerHost host = shared.Host;

    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : RegisterBrokerTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : RegisterBrokerTests(host);

    [Fact]
    public async Task A_registered_broker_is_shown_to_its_State_and_published_by_number_without_its_name()
    {
        var posted = host.Broker();
        var id = (await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers", posted, HttpStatusCode.Created))["id"]!.GetValue<Guid>();

        var shown = await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}");
        Assert.Equal(("full", "active", "CZE", 1), (shown.Text("level"), shown.Text("standing"), shown.Text("register"), shown["version"]!.GetValue<int>()));
        Assert.Equal(posted.Text("address"), shown.Text("address"));
        var told = await host.PublishedAsync<BrokerStandingChanged>(b => b.Id == id);
        Assert.Equal(("CZE", posted.Text("number"), BrokerStandings.Active, 1L), (told.State, told.Number, told.Standing, told.Version));
        Assert.DoesNotContain(posted.Text("name"), System.Text.Json.JsonSerializer.Serialize(told), StringComparison.Ordinal);
        await host.PublishedAsync<RegisterChanged>(r => r.Id == told.ReleasedWith && r.State == "CZE");
    }

    [Theory]
    [InlineData("number", null, "number")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("name", "\"a\\u202eb\"", "name")]
    [InlineData("kind", "\"partnership\"", "kind")]
    [InlineData("country", "\"CZ\"", "country")]
    [InlineData("activities", "[]", "activities")]
    [InlineData("activities", "[\"smuggling\"]", "activities[0]")]
    [InlineData("basisOfJurisdiction", "[]", "basisOfJurisdiction")]
    [InlineData("birthDate", "\"1970-01-01\"", "birthDate")]
    [InlineData("nationalities", "[\"CZE\"]", "nationalities")]
    [InlineData("validUntil", "\"2000-01-01\"", "validUntil")]
    [InlineData("renewalDue", "\"2000-01-01\"", "renewalDue")]
    [InlineData("identifiers", """[{ "scheme": "lei", "value": "5493001KJTIIGC8Y1R13" }]""", "identifiers[0].value")]
    [InlineData("identifiers", """[{ "scheme": "tax_number", "value": "1" }]""", "identifiers[0].country")]
    [InlineData("materialChanges", """[{ "what": "A new owner", "changedOn": "2026-02-02", "reportedOn": "2026-02-01" }]""", "materialChanges[0].reportedOn")]
    public async Task Names_a_faulty_field_and_stores_nothing(string field, string? value, string faulty)
    {
        var number = $"{Guid.CreateVersion7():N}";
        var refused = await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers",
            host.Broker(("number", number), (field, value is null ? null : JsonNode.Parse(value))), HttpStatusCode.UnprocessableEntity);
        Assert.Equal([faulty], refused.Fields());
        Assert.Empty((await host.GetAsync("CZE/licensing", $"/v1/brokers?number={number}")).Items());
    }

    [Fact]
    public async Task Activities_that_are_allowed_are_not_excluded()
    {
        var refused = await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers",
            host.Broker(("associatedActivities", new JsonArray("finance")), ("excludedActivities", new JsonArray("finance"))), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["excludedActivities"], refused.Fields());
    }

    [Fact]
    public async Task A_number_is_given_once_in_a_register_and_again_in_another()
    {
        var number = $"{Guid.CreateVersion7():N}";
        await host.RegisterAsync(("number", number));
        Assert.Equal("number-taken", (await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers", host.Broker(("number", number)), HttpStatusCode.Conflict)).Code());
        await host.RegisterAsync("KEN/licensing", ("number", number));
    }

    [Fact]
    public async Task Of_many_that_register_one_number_at_once_one_succeeds()
    {
        var number = $"{Guid.CreateVersion7():N}";
        using var client = host.As("SOM/licensing");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            client.PostAsync("/v1/brokers", new StringContent(host.Broker(("number", number)).ToJsonString(), System.Text.Encoding.UTF8, "application/json"))));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Only_a_licensing_authority_keeps_the_register()
    {
        using var customs = host.As("CZE/customs", [Functions.Customs], [Scopes.BrokersRead, Scopes.BrokersWrite]);
        Assert.Equal("forbidden", (await customs.SendAsync(HttpMethod.Post, "/v1/brokers", host.Broker(), HttpStatusCode.Forbidden)).Code());
        using var reader = host.As("CZE/licensing", [Functions.Licensing], [Scopes.BrokersRead]);
        Assert.Equal("insufficient-scope", (await reader.SendAsync(HttpMethod.Post, "/v1/brokers", host.Broker(), HttpStatusCode.Forbidden)).Code());
        using var unreleasing = host.As("CZE/licensing", [Functions.Licensing], [Scopes.BrokersWrite]);
        Assert.Equal("insufficient-scope", (await unreleasing.SendAsync(HttpMethod.Post, "/v1/brokers", host.Broker(("releases", Released(("UGA", "full")))), HttpStatusCode.Forbidden)).Code());
    }

    [Fact]
    public async Task An_amendment_keeps_the_version_before_it()
    {
        var body = host.Broker();
        var id = (await host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/brokers", body, HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        body["name"] = "Another Name s.r.o.";
        body["formerNames"] = new JsonArray("Example Brokering s.r.o.");
        var amended = await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{id}", body, HttpStatusCode.OK);
        Assert.Equal(("Another Name s.r.o.", 2), (amended.Text("name"), amended["version"]!.GetValue<int>()));

        var history = (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}/history?limit=1")).Items();
        Assert.Equal("Another Name s.r.o.", history.Single().Text("name"));
        var all = (await host.GetAsync("CZE/licensing", $"/v1/brokers/{id}/history")).Items();
        Assert.Equal(["Another Name s.r.o.", "Example Brokering s.r.o."], all.Select(v => v.Text("name")));

        body["number"] = "another";
        Assert.Equal(["number"], (await host.SendAsync("CZE/licensing", HttpMethod.Put, $"/v1/brokers/{id}", body, HttpStatusCode.UnprocessableEntity)).Fields());
    }
}
