using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>Amending, withdrawing and the history that both leave.</summary>
public abstract class ChangeCaseTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ChangeCaseTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ChangeCaseTests(host);

    [Fact]
    public async Task Shows_the_amended_case_and_keeps_the_earlier_for_its_originator()
    {
        var (owner, reader) = (host.As("KEN/customs"), host.As("UGA/customs"));
        var id = await owner.ReportAsync(Case(("releases", Released("UGA", "full"))));
        using var amended = await owner.PutAsync($"/v1/cases/{id}", Case(("summary", "Corrected.")));
        Assert.Equal(2, (await amended.ReadAsync(HttpStatusCode.OK))["version"]!.GetValue<int>());

        var seen = await reader.GetJsonAsync($"/v1/cases/{id}");
        Assert.Equal("Corrected.", seen["summary"]!.GetValue<string>());
        Assert.NotNull(seen["narrative"]);
        Assert.Null(seen["releases"]); // to whom else it is released is its originator's alone
        Assert.Equal(["Corrected.", "Rifles declared as machine parts."], Summaries(await owner.GetJsonAsync($"/v1/cases/{id}/history")));
        Assert.Equal(["Corrected."], Summaries(await reader.GetJsonAsync($"/v1/cases/{id}/history")));

        var first = await owner.GetJsonAsync($"/v1/cases/{id}/history?limit=1");
        var second = await owner.GetJsonAsync($"/v1/cases/{id}/history?limit=1&cursor={first["next"]}");
        Assert.Equal(["Corrected.", "Rifles declared as machine parts."], Summaries(first).Concat(Summaries(second)));
        Assert.Null(second["next"]);
        Assert.Equal(2, (await host.PublishedAsync<CaseAmended>(message => message.Case.Id == Guid.Parse(id))).Case.Version);
    }

    [Fact]
    public async Task Lets_only_the_originator_change_a_case()
    {
        var id = await host.As("KEN/customs").ReportAsync(Case(("releases", Released("UGA", "full"))));
        foreach (var (identity, expected) in new[] { ("UGA/npc", HttpStatusCode.Forbidden), ("TZA/npc", HttpStatusCode.NotFound) })
        {
            var client = host.As(identity);
            using var amended = await client.PutAsync($"/v1/cases/{id}", Case());
            await amended.ReadAsync(expected);
            using var withdrawn = await client.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = "x" });
            await withdrawn.ReadAsync(expected);
            using var released = await client.PutAsync($"/v1/cases/{id}/releases", new JsonObject { ["releases"] = new JsonArray() });
            await released.ReadAsync(expected);
            using var previewed = await client.PostAsync("/v1/releases/preview", new JsonObject { ["caseId"] = id, ["releases"] = new JsonArray() });
            await previewed.ReadAsync(expected);
        }
    }

    [Fact]
    public async Task Refuses_a_change_of_what_has_changed_meanwhile()
    {
        var owner = host.As("KEN/customs");
        var id = await owner.ReportAsync(Case());
        using var seen = await owner.GetAsync($"/v1/cases/{id}");
        owner.DefaultRequestHeaders.IfMatch.Add(seen.Headers.ETag!);
        using var first = await owner.PutAsync($"/v1/cases/{id}", Case(("summary", "First.")));
        await first.ReadAsync(HttpStatusCode.OK);
        using var second = await owner.PutAsync($"/v1/cases/{id}", Case(("summary", "Second.")));
        await second.ReadAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("First.", (await owner.GetJsonAsync($"/v1/cases/{id}"))["summary"]!.GetValue<string>());
    }

    [Fact]
    public async Task Takes_one_of_several_changes_at_once()
    {
        var owner = host.As("KEN/customs");
        var id = await owner.ReportAsync(Case());
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => owner.PutAsync($"/v1/cases/{id}", Case(("summary", $"Change {i}.")))));
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.PreconditionFailed }));
        var done = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1 + done, (await owner.GetJsonAsync($"/v1/cases/{id}"))["version"]!.GetValue<int>());
        Assert.Equal(1 + done, Summaries(await owner.GetJsonAsync($"/v1/cases/{id}/history")).Distinct().Count());
    }

    [Fact]
    public async Task Does_not_tell_of_changes_that_the_level_does_not_show()
    {
        var (owner, reader) = (host.As("KEN/customs"), host.As("UGA/customs"));
        var id = await owner.ReportAsync(Case(("releases", Released("UGA", "summary"))));
        using var before = await reader.GetAsync($"/v1/cases/{id}");
        using var amended = await owner.PutAsync($"/v1/cases/{id}", Case(("narrative", "Names a person.")));
        await amended.ReadAsync(HttpStatusCode.OK);
        using var released = await owner.PutAsync($"/v1/cases/{id}/releases", new JsonObject
        {
            ["releases"] = new JsonArray(Released("UGA", "summary")[0]!.DeepClone(), Released("TZA", "full")[0]!.DeepClone()),
        });
        await released.ReadAsync(HttpStatusCode.OK);
        using var after = await reader.GetAsync($"/v1/cases/{id}");
        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Shows_of_a_withdrawn_case_that_it_is_withdrawn()
    {
        var (owner, reader) = (host.As("KEN/customs"), host.As("UGA/customs"));
        var id = await owner.ReportAsync(Case(("releases", Released("UGA", "full"))));
        using var withdrawn = await owner.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = "Reported twice." });
        await withdrawn.ReadAsync(HttpStatusCode.OK);

        var seen = await reader.GetJsonAsync($"/v1/cases/{id}");
        Assert.Equal(["id", "level", "originator", "reference", "status"], seen.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Equal("withdrawn", seen["status"]!.GetValue<string>());
        Assert.Equal("Reported twice.", (await owner.GetJsonAsync($"/v1/cases/{id}"))["withdrawalReason"]!.GetValue<string>());
        Assert.Equal(2, (await owner.GetJsonAsync($"/v1/cases/{id}/history"))["items"]!.AsArray().Count);
        Assert.Equal("KEN", (await host.PublishedAsync<CaseWithdrawn>(message => message.Id == Guid.Parse(id))).Originator);

        var reference = seen["reference"]!.GetValue<string>();
        Assert.Single((await reader.GetJsonAsync($"/v1/cases?q={reference}&status=withdrawn"))["items"]!.AsArray());
        Assert.Empty((await reader.GetJsonAsync($"/v1/cases?q={reference}&country=KEN"))["items"]!.AsArray());
        using var amended = await owner.PutAsync($"/v1/cases/{id}", Case());
        Assert.Equal("/problems/case-withdrawn", (await amended.ReadAsync(HttpStatusCode.Conflict))["type"]!.GetValue<string>());
        using var again = await owner.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = "x" });
        await again.ReadAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Needs_a_reason_to_withdraw()
    {
        var owner = host.As("KEN/customs");
        var id = await owner.ReportAsync(Case());
        using var response = await owner.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject());
        Assert.NotNull((await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!["reason"]);
    }

    private static IEnumerable<string> Summaries(JsonObject history) => history["items"]!.AsArray().Select(entry => entry!["case"]!["summary"]!.GetValue<string>());
}
