using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases.Content;
using Exchange.Hosting;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Exchange.DiversionCases.Tests.Http;

namespace Exchange.DiversionCases.Tests.Cases;

public abstract class ReportCaseTests(CaseHost host, Provider provider)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ReportCaseTests(host, Provider.Sqlite);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ReportCaseTests(host, Provider.Postgres);

    [Fact]
    public async Task Shows_a_released_case_at_its_level_and_publishes_it()
    {
        using var response = await host.As("KEN/customs").PostAsync("/v1/cases", Case(("releases", Released("UGA", "summary"))));
        var created = await response.ReadAsync(HttpStatusCode.Created);
        var id = created["id"]!.GetValue<string>();
        Assert.Equal($"/v1/cases/{id}", response.Headers.Location!.ToString());
        Assert.Matches(@"^KEN-\d{4}-\d{8}$", created["reference"]!.GetValue<string>());
        Assert.Equal(1, created["version"]!.GetValue<int>());

        var seen = await host.As("UGA/police").GetJsonAsync($"/v1/cases/{id}");
        Assert.Equal("summary", seen["level"]!.GetValue<string>());
        Assert.Equal("Rifles declared as machine parts.", seen["summary"]!.GetValue<string>());
        Assert.Null(seen["narrative"]);
        var own = await host.As("KEN/licensing").GetJsonAsync($"/v1/cases/{id}");
        Assert.NotNull(own["narrative"]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As("TZA/customs").GetAsync($"/v1/cases/{id}")).StatusCode);

        var published = await host.PublishedAsync<CaseReported>(message => message.Case.Id == Guid.Parse(id));
        Assert.Equal("KEN", published.Case.Originator);
        Assert.Equal(("AEJEA", "ARE", "KEMBA"), (published.Case.Route[0].From.Locode, published.Case.Route[0].From.Country, published.Case.Route[0].To.Locode));
        Assert.Equal("UGA", published.Case.Releases.Single().To.Single());
    }

    [Fact]
    public async Task Does_not_keep_small_counts()
    {
        var id = await host.As("KEN/customs").ReportAsync(Case(("disaggregation",
            JsonNode.Parse("""{ "total": 19, "sex": [ { "code": "male", "count": 15 }, { "code": "female", "count": 4 } ] }"""))));
        var kept = (await host.As("KEN/customs").GetJsonAsync($"/v1/cases/{id}"))["disaggregation"]!;
        Assert.Equal(19, kept["total"]!.GetValue<int>());
        Assert.All(kept["sex"]!.AsArray(), cell => Assert.Null(cell!["count"]));
    }

    [Fact]
    public async Task Says_which_places_it_does_not_know()
    {
        var id = await host.As("KEN/customs").ReportAsync(Case(("location", new JsonObject { ["unlocode"] = "KEZ9Z" })));
        var places = (await host.As("KEN/customs").GetJsonAsync($"/v1/cases/{id}"))["places"]!.AsArray().ToDictionary(p => p!["locode"]!.GetValue<string>(), p => p!["verified"]!.GetValue<bool>());
        Assert.False(places["KEZ9Z"]);
        Assert.True(places["KEMBA"]);
    }

    [Fact]
    public async Task Needs_the_scope_to_release()
    {
        using var released = await host.As("KEN/police").PostAsync("/v1/cases", Case(("releases", Released("UGA", "summary"))));
        await released.ReadAsync(HttpStatusCode.Forbidden);
        using var kept = await host.As("KEN/police").PostAsync("/v1/cases", Case());
        await kept.ReadAsync(HttpStatusCode.Created);
        using var unscoped = await host.As("KEN/licensing").PostAsync("/v1/cases", Case());
        await unscoped.ReadAsync(HttpStatusCode.Forbidden);
        using var anonymous = await host.Service.Client.PostAsync("/v1/cases", Case());
        await anonymous.ReadAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Reports_once_under_one_key()
    {
        var client = host.As("KEN/customs");
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var body = Case();
        Assert.Equal(await client.ReportAsync(body), await client.ReportAsync(body));
        using var other = await client.PostAsync("/v1/cases", Case(("summary", "Another.")));
        await other.ReadAsync(HttpStatusCode.UnprocessableEntity);
    }

    public static TheoryData<string, string[]> Faulty => new()
    {
        { """{ "status": "sold", "lifecycleStage": "x" }""", ["lifecycleStage", "status"] },
        { $$"""{ "items": [ { "category": "rifle", "quantity": -1, "marks": [ { "kind": "manufacture", "serial": "{{new string('A', 10_000)}}" } ] } ] }""",
            ["items[0].category", "items[0].marks[0].serial", "items[0].quantity"] },
        { """{ "eventDate": { "value": "2999-01-01", "precision": "day" } }""", ["eventDate.value"] },
        { """{ "route": [ { "sequence": 1, "from": "KEMBA", "to": "KEMBA", "mode": "road" } ] }""", ["route[0].to"] },
        { """{ "location": { "country": "UGA", "unlocode": "KEMBA" } }""", ["location.unlocode"] },
        { """{ "location": { "country": "QQQ", "unlocode": "KE-MBA" } }""", ["location.country", "location.unlocode"] },
        { """{ "releases": [ { "to": ["UGA", "ATL"], "level": "some" } ] }""", ["releases[0].level", "releases[0].to[1]"] },
        { """{ "releases": [ { "to": ["ATL/*", "uga"], "level": "full", "functions": ["spies"], "until": "2001-01-01T00:00:00Z", "onward": "any" } ] }""",
            ["releases[0].functions[0]", "releases[0].onward", "releases[0].to[0]", "releases[0].to[1]", "releases[0].until"] },
        { """{ "releases": [ null, { "level": "full" } ] }""", ["releases[0]", "releases[1].to"] },
        { """{ "summary": "\u202Eevil" }""", ["summary"] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Names_every_faulty_field_and_stores_nothing(string change, string[] fields)
    {
        var mark = Guid.CreateVersion7().ToString("N");
        var body = Case(("narrative", mark));
        foreach (var (field, value) in JsonNode.Parse(change)!.AsObject()) body[field] = value?.DeepClone();
        using var response = await host.As("KEN/customs").PostAsync("/v1/cases", body);
        var problem = await response.ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/problems/validation", problem["type"]!.GetValue<string>());
        Assert.Equal(fields, problem["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Empty((await host.As("KEN/customs").GetJsonAsync($"/v1/cases?q={mark}"))["items"]!.AsArray());
    }

    public static TheoryData<string, byte[], HttpStatusCode> Unreadable => new()
    {
        { "a key twice", Encoding.UTF8.GetBytes("""{ "status": "detected", "status": "suspected" }"""), HttpStatusCode.BadRequest },
        { "an unknown key", Encoding.UTF8.GetBytes("""{ "state": "UGA" }"""), HttpStatusCode.BadRequest },
        { "deep nesting", Encoding.UTF8.GetBytes("""{ "items": """ + new string('[', 200)), HttpStatusCode.BadRequest },
        { "another type", Encoding.UTF8.GetBytes("""{ "items": "all" }"""), HttpStatusCode.BadRequest },
        { "a number as text", Encoding.UTF8.GetBytes("""{ "items": [ { "quantity": "12" } ] }"""), HttpStatusCode.BadRequest },
        { "half a surrogate pair", Encoding.UTF8.GetBytes("""{ "summary": "\ud800" }"""), HttpStatusCode.BadRequest },
        { "Latin-1 among UTF-8", [.. Encoding.UTF8.GetBytes("""{ "summary": "caf"""), 0xE9, .. Encoding.UTF8.GetBytes(" é\" }")], HttpStatusCode.BadRequest },
        { "no JSON", Encoding.UTF8.GetBytes("status=detected"), HttpStatusCode.BadRequest },
        { "nothing", [], HttpStatusCode.BadRequest },
        { "more than a mebibyte", Encoding.UTF8.GetBytes($$"""{ "narrative": "{{new string('x', 1_100_000)}}" }"""), HttpStatusCode.RequestEntityTooLarge },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Refuses_what_it_cannot_read(string what, byte[] body, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await host.As("KEN/customs").PostAsync("/v1/cases", content);
        var problem = await response.ReadAsync(expected);
        Assert.True(problem["type"]!.GetValue<string>().StartsWith("/problems/", StringComparison.Ordinal), what);
        Assert.DoesNotContain("Exception", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_another_number_when_one_is_taken()
    {
        await using var storage = await TestStorage.CreateAsync(provider, DiversionCasesModule.Name);
        await using var service = await ServiceHost.StartAsync<CaseContent>(storage, host.Network, configure: services => services.AddSingleton<ReferenceNumbers>(new Drawn(7, 7, 8)));
        var client = service.As(host.Network.Token("KEN/customs"));
        string[] references = [await ReferenceAsync(), await ReferenceAsync()];
        Assert.Equal(["00000007", "00000008"], references.Select(r => r[^8..]));

        async Task<string> ReferenceAsync()
        {
            using var response = await client.PostAsync("/v1/cases", Case());
            return (await response.ReadAsync(HttpStatusCode.Created))["reference"]!.GetValue<string>();
        }
    }

    private sealed class Drawn(params int[] numbers) : ReferenceNumbers
    {
        private int next = -1;

        public override int Next() => numbers[Interlocked.Increment(ref next)];
    }
}
