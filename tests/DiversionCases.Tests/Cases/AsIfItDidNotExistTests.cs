using System.Net;
using System.Text.Json.Nodes;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Cases;

/// <summary>A case that one may not see answers exactly as one that does not exist: status, headers and body.</summary>
public abstract class AsIfItDidNotExistTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : AsIfItDidNotExistTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : AsIfItDidNotExistTests(host);

    /// <summary>Not released; released to another; to another function; as a hit, which only a search of marks tells; until it ended.</summary>
    public static TheoryData<string?> Unseen => new((string?[])
        [null, """{ "to": ["TZA"], "level": "full" }""", """{ "to": ["UGA"], "functions": ["judicial"], "level": "full" }""", """{ "to": ["UGA"], "level": "hit" }"""]);

    [Theory]
    [MemberData(nameof(Unseen))]
    public async Task Answers_the_same_on_every_path(string? release)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var hidden = await host.As("KEN/customs").ReportAsync(Case(("summary", mark), ("releases", new JsonArray(release is null ? [] : [JsonNode.Parse(release)]))));
        var absent = Guid.CreateVersion7().ToString();
        var client = host.As("UGA/npc");
        Func<string, Task<HttpResponseMessage>>[] requests =
        [
            id => client.GetAsync($"/v1/cases/{id}"),
            id => client.GetAsync($"/v1/cases/{id}/history"),
            id => client.PutAsync($"/v1/cases/{id}", Case()),
            id => client.PutAsync($"/v1/cases/{id}", new JsonObject { ["status"] = "sold" }),
            id => client.PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = "x" }),
            id => client.PutAsync($"/v1/cases/{id}/releases", new JsonObject { ["releases"] = new JsonArray() }),
            id => client.PostAsync("/v1/releases/preview", new JsonObject { ["caseId"] = id, ["releases"] = new JsonArray() }),
        ];
        foreach (var request in requests)
        {
            using var ofHidden = await request(hidden);
            using var ofAbsent = await request(absent);
            Assert.Equal(HttpStatusCode.NotFound, ofHidden.StatusCode);
            Assert.Equal(await WholeAsync(ofAbsent), await WholeAsync(ofHidden));
        }
        using var listed = await client.GetAsync($"/v1/cases?q={mark}");
        using var unlisted = await client.GetAsync($"/v1/cases?q={absent}");
        Assert.Equal(await WholeAsync(unlisted), await WholeAsync(listed));
    }

    private static async Task<string> WholeAsync(HttpResponseMessage response)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        body.Remove("traceId");
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").OrderBy(h => h.Key).Select(h => $"{h.Key}: {string.Join(",", h.Value)}");
        return $"{response.StatusCode}\n{string.Join('\n', headers)}\n{body}";
    }
}
