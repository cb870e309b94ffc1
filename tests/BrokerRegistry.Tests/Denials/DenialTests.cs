using System.Net;
using System.Text.Json.Nodes;
using Xunit;
using static Exchange.BrokerRegistry.Tests.Http;

namespace Exchange.BrokerRegistry.Tests.Denials;

public abstract class DenialTests(SharedHost shared)
{
    private readonly BrokerHost host = shared.Host;

    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : DenialTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : DenialTests(host);

    [Fact]
    public async Task A_denial_reaches_whom_it_is_released_to_and_says_whether_to_consult_first()
    {
        var denial = await RecordAsync(HttpStatusCode.Created, ("releases", Released(("UGA", "summary"))));
        var path = $"/v1/denials/{denial.Text("id")}";
        var seen = await host.GetAsync("UGA/licensing", path);
        Assert.Equal(("CZE", "licence", "SOM", true), (seen.Text("state"), seen.Text("kind"), seen.Text("destination"), seen["consultFirst"]!.GetValue<bool>()));
        Assert.All((string[])["applicant", "endUser", "endUse", "reasons", "releases"], field => Assert.Null(seen[field]));
        await host.GetAsync("KEN/licensing", path, HttpStatusCode.NotFound);
        Assert.Contains((await host.GetAsync("UGA/licensing", "/v1/denials?state=CZE&destination=SOM&kind=licence")).Items(), d => d.Text("id") == denial.Text("id"));
        Assert.DoesNotContain((await host.GetAsync("UGA/licensing", "/v1/denials?destination=KEN")).Items(), d => d.Text("id") == denial.Text("id"));

        var withdraw = new JsonObject { ["reason"] = "Denied in error." };
        await host.SendAsync("KEN/licensing", HttpMethod.Post, $"{path}/withdraw", withdraw.DeepClone(), HttpStatusCode.NotFound);
        await host.SendAsync("UGA/licensing", HttpMethod.Post, $"{path}/withdraw", withdraw.DeepClone(), HttpStatusCode.Forbidden);
        await host.SendAsync("CZE/licensing", HttpMethod.Post, $"{path}/withdraw", withdraw.DeepClone(), HttpStatusCode.OK);
        var after = await host.GetAsync("UGA/licensing", path);
        Assert.True(after["withdrawn"]!.GetValue<bool>());
        Assert.Null(after["withdrawalReason"]);
        Assert.Equal("state-not-allowed", (await host.SendAsync("CZE/licensing", HttpMethod.Post, $"{path}/withdraw", withdraw.DeepClone(), HttpStatusCode.Conflict)).Code());
    }

    [Theory]
    [InlineData("grounds", "[]", "grounds")]
    [InlineData("grounds", "[\"dislike\"]", "grounds[0]")]
    [InlineData("itemCategories", "[]", "itemCategories")]
    [InlineData("destination", null, "destination")]
    [InlineData("validUntil", "\"2000-01-01\"", "validUntil")]
    [InlineData("applicant", null, "applicant")]
    public async Task Names_a_faulty_field(string field, string? value, string faulty) =>
        Assert.Equal([faulty], (await RecordAsync(HttpStatusCode.UnprocessableEntity, (field, value is null ? null : JsonNode.Parse(value)))).Fields());

    [Fact]
    public async Task A_number_is_given_once()
    {
        var denial = await RecordAsync(HttpStatusCode.Created);
        Assert.Equal("number-taken", (await RecordAsync(HttpStatusCode.Conflict, ("number", denial.Text("number")))).Code());
    }

    private Task<JsonObject> RecordAsync(HttpStatusCode expected, params (string Field, JsonNode? Value)[] with)
    {
        var body = new JsonObject
        {
            ["number"] = $"{Guid.CreateVersion7():N}", ["kind"] = "licence", ["deniedOn"] = "2026-04-20", ["itemCategories"] = new JsonArray("assault_rifle"), ["destination"] = "SOM",
            ["grounds"] = new JsonArray("risk_of_diversion"), ["consultFirst"] = true, ["applicant"] = "Example Applicant", ["endUser"] = "Example End User", ["endUse"] = "Guarding.", ["reasons"] = "Unverified.",
        };
        foreach (var (field, value) in with)
        {
            if (value is null) body.Remove(field);
            else body[field] = value;
        }
        return host.SendAsync("CZE/licensing", HttpMethod.Post, "/v1/denials", body, expected);
    }
}
