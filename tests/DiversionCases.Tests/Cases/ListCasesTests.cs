using System.Net;
using System.Text.Json.Nodes;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Cases;

public abstract class ListCasesTests(CaseHost host)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ListCasesTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ListCasesTests(host);

    [Theory]
    [InlineData("status=detected", true)]
    [InlineData("status=suspected", false)]
    [InlineData("lifecycleStage=during_transfer", true)]
    [InlineData("lifecycleStage=disposal", false)]
    [InlineData("diversionType=rerouting_or_transshipment", true)]
    [InlineData("diversionType=straw_purchase", false)]
    [InlineData("category=ammunition", true)]
    [InlineData("category=shotgun", false)]
    [InlineData("country=UGA", true)]
    [InlineData("country=TCD", true)]
    [InlineData("country=YEM", false)] // only of a person
    [InlineData("country=CZE", false)]
    [InlineData("since=2026-03-14", true)]
    [InlineData("since=2026-03-15", false)]
    [InlineData("until=2026-03-14", true)]
    [InlineData("until=2026-03-13", false)]
    public async Task Filters_by_what_the_level_shows(string filter, bool found)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        await host.As("KEN/customs").ReportAsync(With(CompleteCase.Json(mark, "hidden"), ("releases", Released("UGA", "summary"))));
        var list = await host.As("UGA/customs").GetJsonAsync($"/v1/cases?q={mark.ToUpperInvariant()}&{filter}");
        Assert.Equal(found ? 1 : 0, list["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Finds_a_person_s_country_in_full()
    {
        var mark = Guid.CreateVersion7().ToString("N");
        await host.As("KEN/customs").ReportAsync(CompleteCase.Json(mark));
        Assert.Single((await host.As("KEN/customs").GetJsonAsync($"/v1/cases?q={mark}&country=YEM"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("status=sold", "status")]
    [InlineData("country=KE", "country")]
    [InlineData("q=-", "q")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("q=%00", "q")]
    public async Task Names_a_faulty_filter(string query, string field)
    {
        using var response = await host.As("KEN/customs").GetAsync($"/v1/cases?{query}");
        Assert.Equal([field], (await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsObject().Select(e => e.Key));
    }

    [Theory]
    [InlineData("since=yesterday", "since", "has to be a date, such as 2026-03-14")]
    [InlineData("stauts=closed", "stauts", "is not known; did you mean status?")]
    [InlineData("updatedSince=2026-11-27", "updatedSince", "is not known. Known are: status, lifecycleStage, diversionType, category, country, since, until, q, limit, cursor.")]
    [InlineData("limit=10&limit=20", "limit", "is given more than once")]
    [InlineData("limit=ten", "limit", "has to be a whole number")]
    [InlineData("Status=closed", "Status", "is not known; did you mean status?")]
    public async Task Names_a_parameter_that_it_cannot_read(string query, string parameter, string fault)
    {
        using var response = await host.As("KEN/customs").GetAsync($"/v1/cases?{query}");
        Assert.Equal([(parameter, fault)], (await response.ReadAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(e => (e.Key, e.Value![0]!.GetValue<string>())));
    }

    [Fact]
    public async Task Gives_no_cursor_of_another_filter_or_member()
    {
        var mark = Guid.CreateVersion7().ToString("N");
        for (var i = 0; i < 2; i++) await host.As("KEN/customs").ReportAsync(Case(("summary", mark), ("releases", Released("UGA", "summary"))));
        var next = (await host.As("KEN/customs").GetJsonAsync($"/v1/cases?q={mark}&limit=1"))["next"]!.GetValue<string>();
        foreach (var (identity, query) in new[] { ("KEN/customs", "status=detected"), ("UGA/customs", $"q={mark}") })
        {
            using var response = await host.As(identity).GetAsync($"/v1/cases?{query}&limit=1&cursor={next}");
            await response.ReadAsync(HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task Skips_and_repeats_nothing_while_cases_are_reported()
    {
        var (mark, owner) = (Guid.CreateVersion7().ToString("N"), host.As("KEN/customs"));
        List<string> before = [];
        for (var i = 0; i < 12; i++) before.Add(await owner.ReportAsync(Case(("summary", mark))));
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await owner.ReportAsync(Case(("summary", mark)));
        })).ToList();
        List<string> seen = [];
        string? next = null;
        do
        {
            var page = await owner.GetJsonAsync($"/v1/cases?q={mark}&limit=2{(next is null ? "" : $"&cursor={next}")}");
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Empty(before.Except(seen));
    }

    [Fact]
    public async Task Leads_to_the_next_page()
    {
        var (mark, owner) = (Guid.CreateVersion7().ToString("N"), host.As("KEN/customs"));
        for (var i = 0; i < 2; i++) await owner.ReportAsync(Case(("summary", mark)));
        using var first = await owner.GetAsync($"/v1/cases?q={mark}&limit=1");
        var link = first.Headers.GetValues("Link").Single();
        using var second = await owner.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        Assert.Null((await second.ReadAsync(HttpStatusCode.OK))["next"]);
    }

    private static JsonObject With(JsonObject body, (string Field, JsonNode Value) with)
    {
        body[with.Field] = with.Value;
        return body;
    }
}
