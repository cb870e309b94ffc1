using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.BrokerRegistry.Tests.Http;

namespace Exchange.BrokerRegistry.Tests.Integrity;

public abstract class IntegrityTests(SharedHost shared)
{
    private readonly BrokerHost host = shared.Host;

    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : IntegrityTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : IntegrityTests(host);

    [Fact]
    public async Task A_charge_is_recorded_at_once_and_shown_to_whom_it_is_released_at_their_level()
    {
        var broker = await host.RegisterAsync(("releases", Released(("UGA", "full"), ("KEN", "full"))));
        await RecordAsync(broker, HttpStatusCode.Created, Charge(("releases", Released(("UGA", "summary")))));
        var seen = (await ListAsync("UGA/licensing", broker)).Single();
        Assert.Equal(("charge", "recorded", "summary"), (seen.Text("kind"), seen.Text("state"), seen.Text("level")));
        Assert.All((string[])["authority", "fileNumber", "summary", "recordedBy", "releases"], field => Assert.Null(seen[field]));
        Assert.Empty(await ListAsync("KEN/licensing", broker));
    }

    [Fact]
    public async Task A_final_conviction_is_its_State_s_alone_until_a_second_officer_confirms_it()
    {
        var broker = await host.RegisterAsync();
        var record = await RecordAsync(broker, HttpStatusCode.Created, Conviction(("releases", Released(("UGA", "summary")))));
        Assert.Equal("proposed", record.Text("state"));
        Assert.Empty(await ListAsync("UGA/licensing", broker));
        var confirm = $"/v1/brokers/{broker}/integrity/{record.Text("id")}/confirm";
        Assert.Equal("same-officer", (await host.SendAsync("CZE/licensing", HttpMethod.Post, confirm, null, HttpStatusCode.Forbidden)).Code());
        using var other = host.As("CZE/ministry", [Functions.Licensing], [Scopes.BrokersWrite]);
        Assert.Equal("same-officer", (await other.SendAsync(HttpMethod.Post, confirm, null, HttpStatusCode.Forbidden)).Code());
        await host.SendAsync("UGA/licensing", HttpMethod.Post, confirm, null, HttpStatusCode.NotFound);
        Assert.Equal("recorded", (await host.SendAsync("CZE/licensing/second", HttpMethod.Post, confirm, null, HttpStatusCode.OK)).Text("state"));
        Assert.Single(await ListAsync("UGA/licensing", broker));
        Assert.Equal("state-not-allowed", (await host.SendAsync("CZE/licensing/second", HttpMethod.Post, confirm, null, HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task An_expunged_record_keeps_nothing_and_exists_for_its_State_alone()
    {
        var broker = await host.RegisterAsync();
        var record = await RecordAsync(broker, HttpStatusCode.Created, Charge(("releases", Released(("UGA", "full")))));
        Assert.Single(await ListAsync("UGA/licensing", broker));
        var expunge = $"/v1/brokers/{broker}/integrity/{record.Text("id")}/expunge";
        await host.SendAsync("UGA/licensing", HttpMethod.Post, expunge, null, HttpStatusCode.Forbidden);
        var expunged = await host.SendAsync("CZE/licensing", HttpMethod.Post, expunge, null, HttpStatusCode.OK);
        Assert.Equal("expunged", expunged.Text("state"));
        Assert.All((string[])["kind", "offence", "on", "country", "authority", "fileNumber", "summary"], field => Assert.Null(expunged[field]));
        Assert.Empty(await ListAsync("UGA/licensing", broker));
        Assert.Equal("state-not-allowed", (await host.SendAsync("CZE/licensing", HttpMethod.Post, expunge, null, HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Names_a_faulty_field()
    {
        var broker = await host.RegisterAsync();
        Assert.Equal(["finalOn"], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, Charge(("finalOn", "2026-05-05")))).Fields());
        Assert.Equal(["finalOn"], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, Conviction(("finalOn", null)))).Fields());
        Assert.Equal(["finalOn"], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, Conviction(("finalOn", "2020-01-01")))).Fields());
        Assert.Equal(["offence"], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, Conviction(("offence", "being_rude")))).Fields());
        Assert.Equal(["on"], (await RecordAsync(broker, HttpStatusCode.UnprocessableEntity, Charge(("on", "2999-01-01")))).Fields());
    }

    private static JsonObject Charge(params (string Field, JsonNode? Value)[] with) => With(new JsonObject
    {
        ["kind"] = "charge", ["offence"] = "illicit_trafficking", ["on"] = "2026-05-04", ["country"] = "CZE", ["authority"] = "Prosecutor of Example", ["fileNumber"] = "1 EX 17/2026",
    }, with);

    private static JsonObject Conviction(params (string Field, JsonNode? Value)[] with) => With(Charge(("kind", "final_conviction"), ("finalOn", "2026-06-04")), with);

    private static JsonObject With(JsonObject json, (string Field, JsonNode? Value)[] with)
    {
        foreach (var (field, value) in with)
        {
            if (value is null) json.Remove(field);
            else json[field] = value;
        }
        return json;
    }

    private Task<JsonObject> RecordAsync(Guid broker, HttpStatusCode expected, JsonObject body) => host.SendAsync("CZE/licensing", HttpMethod.Post, $"/v1/brokers/{broker}/integrity", body, expected);

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string identity, Guid broker) => (await host.GetAsync(identity, $"/v1/brokers/{broker}/integrity")).Items();
}
