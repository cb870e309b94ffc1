using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Releases;

/// <summary>Setting releases, and previewing whom they would reach.</summary>
public abstract class ReleasesTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ReleasesTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ReleasesTests(host);

    [Fact]
    public async Task Puts_releases_in_place_of_those_before()
    {
        var owner = host.As("KEN/npc");
        var id = await owner.ReportAsync(Case(("releases", Released("UGA", "full"))));
        using var set = await owner.PutAsync($"/v1/cases/{id}/releases", new JsonObject { ["releases"] = Released("TZA", "summary") });
        Assert.Equal("TZA", (await set.ReadAsync(HttpStatusCode.OK))["releases"]![0]!["to"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("UGA/customs").GetAsync($"/v1/cases/{id}")).StatusCode);
        Assert.Equal("summary", (await host.As("TZA/customs").GetJsonAsync($"/v1/cases/{id}"))["level"]!.GetValue<string>());
        var published = await host.PublishedAsync<CaseAmended>(message => message.Case.Id == Guid.Parse(id));
        Assert.Equal((2, "TZA"), (published.Case.Version, published.Case.Releases.Single().To.Single()));
    }

    [Fact]
    public async Task Takes_nothing_said_not_for_nobody()
    {
        var owner = host.As("KEN/npc");
        var id = await owner.ReportAsync(Case(("releases", Released("UGA", "full"))));
        using var response = await owner.PutAsync($"/v1/cases/{id}/releases", new JsonObject());
        Assert.NotNull((await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!["releases"]);
        await host.As("UGA/customs").GetJsonAsync($"/v1/cases/{id}");
    }

    [Fact]
    public async Task Needs_the_scope()
    {
        var id = await host.As("KEN/customs").ReportAsync(Case());
        using var set = await host.As("KEN/police").PutAsync($"/v1/cases/{id}/releases", new JsonObject { ["releases"] = Released("UGA", "full") });
        await set.ReadAsync(HttpStatusCode.Forbidden);
        using var previewed = await host.As("KEN/police").PostAsync("/v1/releases/preview", new JsonObject { ["releases"] = Released("UGA", "full") });
        await previewed.ReadAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Previews_members_and_functions_at_their_highest_level()
    {
        var releases = new JsonArray(
            Released("EAC/*", "summary")[0]!.DeepClone(),
            Released("UGA", "full", "customs")[0]!.DeepClone(),
            Released("TZA", "hit", "licensing")[0]!.DeepClone());
        using var response = await host.As("KEN/customs").PostAsync("/v1/releases/preview", new JsonObject { ["releases"] = releases });
        var reached = (await response.ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(item => $"{item!["member"]} {item["level"]} [{string.Join(",", item["functions"]!.AsArray())}]");
        Assert.Equal(["SOM summary []", "TZA summary []", "UGA full [customs]", "UGA summary []"], reached);
    }

    [Fact]
    public async Task Previews_for_a_case_of_one_s_own()
    {
        var id = await host.As("KEN/customs").ReportAsync(Case());
        using var response = await host.As("KEN/customs").PostAsync("/v1/releases/preview", new JsonObject { ["caseId"] = id, ["releases"] = Released("*", "hit") });
        var members = (await response.ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!["member"]!.GetValue<string>());
        Assert.Equal(["CZE", "EAC", "ECOWAS", "SOM", "TCD", "TZA", "UGA"], members);
    }

    [Theory]
    [InlineData("/v1/releases/preview")]
    [InlineData("/v1/cases")]
    public async Task Refuses_members_that_do_not_exist(string path)
    {
        var body = path == "/v1/cases" ? Case() : [];
        body["releases"] = Released("ATL", "full");
        using var response = await host.As("KEN/customs").PostAsync(path, body);
        Assert.Equal(["releases[0].to[0]"], (await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsObject().Select(e => e.Key));
    }
}
