using System.Net;
using System.Text.Json.Nodes;
using Xunit;
using static Exchange.BrokerRegistry.Tests.Http;

namespace Exchange.BrokerRegistry.Tests.Licences;

public abstract class LicenceTests(SharedHost shared)
{
    private readonly BrokerHost host = shared.Host;

    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : LicenceTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : LicenceTests(host);

    [Fact]
    public async Task A_decision_is_its_State_s_alone_unless_it_is_released_and_parties_are_shown_in_full_only()
    {
        var broker = await host.RegisterAsync(("releases", Released(("UGA", "full"), ("KEN", "full"))));
        var id = (await RecordAsync(broker, HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        var released = (await RecordAsync(broker, HttpStatusCode.Created, ("releases", Released(("UGA", "summary")))))["id"]!.GetValue<Guid>();
        Assert.Equal(2, (await host.GetAsync("CZE/licensing", $"/v1/brokers/{broker}/licences")).Items().Count);
        Assert.Equal([released], (await host.GetAsync("UGA/licensing", $"/v1/brokers/{broker}/licences")).Items().Select(l => l["id"]!.GetValue<Guid>()));
        Assert.Empty((await host.GetAsync("KEN/licensing", $"/v1/brokers/{broker}/licences")).Items());
        await host.GetAsync("UGA/licensing", $"/v1/brokers/{broker}/licences/{id}", HttpStatusCode.NotFound);
        var seen = await host.GetAsync("UGA/licensing", $"/v1/brokers/{broker}/licences/{released}");
        Assert.Equal("TCD", seen.Text("destination"));
        Assert.All((string[])["parties", "route", "value", "currency", "ground", "certificate", "endUse", "releases"], field => Assert.Null(seen[field]));
        Assert.Equal(["category"], seen["goods"]![0]!.AsObject().Select(g => g.Key));
    }

    [Theory]
    [InlineData("goods", "[]", "goods")]
    [InlineData("validUntil", "\"2000-01-01\"", "validUntil")]
    [InlineData("route", "[\"XX123\"]", "route[0]")]
    [InlineData("currency", null, "currency")]
    [InlineData("currency", "\"euro\"", "currency")]
    [InlineData("conditions", null, "conditions")]
    [InlineData("decision", "\"perhaps\"", "decision")]
    [InlineData("decision", "\"refused\"", "validFrom")]
    public async Task Names_a_faulty_field_and_stores_nothing(string field, string? value, string faulty)
    {
        var broker = await host.RegisterAsync();
        Assert.Equal([faulty], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, (field, value is null ? null : JsonNode.Parse(value)))).Fields());
        Assert.Empty((await host.GetAsync("CZE/licensing", $"/v1/brokers/{broker}/licences")).Items());
    }

    [Fact]
    public async Task A_broker_that_is_not_active_on_the_day_is_not_licensed()
    {
        var later = await host.RegisterAsync(("validFrom", $"{host.Today.AddDays(10):O}"));
        Assert.Equal(["decidedOn"], (await RecordAsync(later, HttpStatusCode.UnprocessableEntity)).Fields());
        var suspended = await host.RegisterAsync();
        await host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/brokers/{suspended}/standing", new JsonObject { ["standing"] = "suspended", ["reason"] = "A test." }, HttpStatusCode.OK);
        Assert.Equal(["decidedOn"], (await RecordAsync(suspended, HttpStatusCode.UnprocessableEntity)).Fields());
        await RecordAsync(suspended, HttpStatusCode.Created, ("decision", "refused"), ("validFrom", null), ("validUntil", null));
    }

    [Fact]
    public async Task A_number_is_given_once_and_a_granted_licence_is_suspended_reinstated_and_revoked()
    {
        var broker = await host.RegisterAsync();
        var recorded = await RecordAsync(broker, HttpStatusCode.Created);
        Assert.Equal("number-taken", (await RecordAsync(broker, HttpStatusCode.Conflict, ("number", recorded.Text("number")))).Code());
        var path = $"/v1/brokers/{broker}/licences/{recorded.Text("id")}/state";
        foreach (var (state, expected) in new[] { ("suspended", HttpStatusCode.OK), ("suspended", HttpStatusCode.Conflict), ("as_decided", HttpStatusCode.OK), ("revoked", HttpStatusCode.OK), ("as_decided", HttpStatusCode.Conflict) })
            await host.SendAsync("CZE/licensing", HttpMethod.Post, path, new JsonObject { ["state"] = state, ["reason"] = "A test." }, expected);
        Assert.Equal("revoked", (await host.GetAsync("CZE/licensing", $"/v1/brokers/{broker}/licences/{recorded.Text("id")}")).Text("state"));
        await host.SendAsync("KEN/licensing", HttpMethod.Post, path, new JsonObject { ["state"] = "revoked", ["reason"] = "A test." }, HttpStatusCode.NotFound);
    }

    private Task<JsonObject> RecordAsync(Guid broker, HttpStatusCode expected, params (string Field, JsonNode? Value)[] with)
    {
        var body = JsonNode.Parse(File.ReadAllText(Path.Combine(ExamplesFolder(), "licence.json")))!.AsObject();
        body["number"] = $"{Guid.CreateVersion7():N}";
        body["decidedOn"] = $"{host.Today:O}";
        body["validFrom"] = $"{host.Today:O}";
        body["validUntil"] = $"{host.Today.AddDays(100):O}";
        foreach (var (field, value) in with)
        {
            if (value is null) body.Remove(field);
            else body[field] = value;
        }
        return host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/brokers/{broker}/licences", body, expected);
    }

    private static string ExamplesFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "examples");
}
