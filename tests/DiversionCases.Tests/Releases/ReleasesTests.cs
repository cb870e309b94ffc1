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
    public async Task Tell_each_recipient_the_handling_that_it_is_bound_by_and_of_no_other()
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(7);
        JsonObject Release(string to, string level, string[] purposes, string? onward = null, DateTimeOffset? end = null, params string[] functions)
        {
            var release = Released(to, level, functions)[0]!.DeepClone().AsObject();
            release["purposes"] = new JsonArray([.. purposes.Select(p => JsonValue.Create(p))]);
            if (onward is not null) release["onward"] = onward;
            if (end is { } instant) release["until"] = instant;
            return release;
        }
        var id = await host.As("KEN/npc").ReportAsync(Case(("releases", new JsonArray(
            Release("UGA", "full", ["prosecution"], "within_recipients", until),
            Release("UGA", "full", ["criminal_investigation"], functions: "law_enforcement"),
            Release("EAC/*", "summary", ["statistics"], "within_recipients"),
            Release("TZA", "summary", ["border_interdiction"], "within_recipients", until),
            Release("CZE", "summary", [], "within_recipients"),
            Release("ECOWAS", "hit", ["tracing"])))));
        async Task<JsonNode?> ToldAsync(string reader) => (await host.As(reader).GetJsonAsync($"/v1/cases/{id}"))["releasedFor"];
        async Task AssertToldAsync(string reader, string? purposes, string onward, DateTimeOffset? end)
        {
            var told = (await ToldAsync(reader))!.AsObject();
            Assert.Equal(purposes, told["purposes"] is { } named ? string.Join(' ', named.AsArray()) : null);
            Assert.Equal(onward, told["onward"]!.GetValue<string>());
            Assert.Equal(end, told["until"]?.GetValue<DateTimeOffset>());
            Assert.Subset(new HashSet<string> { "purposes", "onward", "until" }, told.Select(p => p.Key).ToHashSet());
        }

        await AssertToldAsync("UGA/customs", "prosecution", "within_recipients", until);
        // The strictest rule; the purposes of either; without end, since one of them has none.
        await AssertToldAsync("UGA/police", "criminal_investigation prosecution", "originator_consent_required", null);
        await AssertToldAsync("TZA/customs", "border_interdiction statistics", "within_recipients", null);
        await AssertToldAsync("SOM/customs", "statistics", "within_recipients", null);
        await AssertToldAsync("CZE/customs", null, "within_recipients", null);
        Assert.Null(await ToldAsync("KEN/customs"));
        var history = (await host.As("SOM/customs").GetJsonAsync($"/v1/cases/{id}/history")).ToJsonString();
        Assert.All(new[] { "prosecution", "criminal_investigation", "tracing", "UGA", "ECOWAS" }, other => Assert.DoesNotContain($"\"{other}\"", history, StringComparison.Ordinal));
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
