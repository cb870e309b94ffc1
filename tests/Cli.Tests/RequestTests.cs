using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

/// <summary>Each command sends the request that the interface defines.</summary>
public sealed class RequestTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Theory]
    [InlineData("GET /v1/cases?status=detected&lifecycleStage=end_use&country=KEN&q=machine%20parts&limit=50", "case list --status detected --stage end_use --country KEN --search 'machine parts'")]
    [InlineData("GET /v1/cases/c1", "case get c1")]
    [InlineData("GET /v1/cases/c1%2F..%2Fc2", "case get c1/../c2")]
    [InlineData("GET /v1/cases/c1/history", "case history c1")]
    [InlineData("""POST /v1/cases/c1/withdraw {"reason":"reported twice"}""", "case withdraw c1 --reason 'reported twice'")]
    [InlineData("""PUT /v1/cases/c1/releases {"releases":[{"to":["EAC/*","UGA"],"functions":["customs"],"level":"summary","until":null}]}""", "case release c1 --to EAC/*,UGA --function customs --level summary")]
    [InlineData("""POST /v1/releases/preview {"caseId":"c1","releases":[{"to":["*"],"functions":[],"level":"hit","until":null}]}""", "case preview --case c1 --to * --level hit")]
    [InlineData("""POST /v1/marks/search {"marks":[{"serial":"AB-1"},{"serial":"AB?2"}],"purpose":"tracing"}""", "marks search AB-1 AB?2 --purpose tracing")]
    [InlineData("GET /v1/brokers?register=CZE&standing=suspended&limit=50", "broker list --register CZE --standing suspended")]
    [InlineData("GET /v1/brokers/b1", "broker show b1")]
    [InlineData("GET /v1/brokers/b1/history?limit=50", "broker history b1")]
    [InlineData("""POST /v1/brokers/b1/standing {"standing":"suspended","reason":"a test"}""", "broker standing b1 suspended --reason 'a test'")]
    [InlineData("GET /v1/broker-proposals?state=open&limit=50", "broker proposals --state open")]
    [InlineData("POST /v1/broker-proposals/p1/confirm {}", "broker confirm p1")]
    [InlineData("POST /v1/broker-proposals/p1/reject {}", "broker reject p1")]
    [InlineData("""PUT /v1/brokers/b1/releases {"releases":[{"to":["UGA"],"functions":[],"level":"summary","until":null}]}""", "broker release b1 --to UGA --level summary")]
    [InlineData("GET /v1/registers?limit=50", "register list")]
    [InlineData("GET /v1/registers/CZE", "register show CZE")]
    [InlineData("GET /v1/alerts?limit=5", "alert list --limit 5")]
    [InlineData("""POST /v1/alerts/a1/withdraw {"reason":"closed"}""", "alert withdraw a1 --reason closed")]
    [InlineData("""POST /v1/subscriptions {"url":"https://x.example/h","countries":["KEN","UGA"],"unlocodes":[],"modes":["maritime"],"minSeverity":"medium"}""", "subscription add https://x.example/h --country KEN --country UGA --mode maritime --min-severity medium")]
    [InlineData("GET /v1/authentications?role=asked&state=asked&overdue=true&limit=50", "authentication list --role asked --state asked --overdue")]
    [InlineData("GET /v1/authentications?limit=50", "authentication list")]
    [InlineData("GET /v1/authentications/q1%2F..%2Fq2", "authentication show q1/../q2")]
    [InlineData("POST /v1/authentications/q1/acknowledge {}", "authentication acknowledge q1")]
    [InlineData("""POST /v1/authentications/q1/answer {"answer":"not_issued","alteredFields":[],"remarks":null}""", "authentication answer q1 --answer not_issued")]
    [InlineData("""POST /v1/authentications/q1/answer {"answer":"authentic_but_altered","alteredFields":["goods[1].quantity","endUser.name"],"remarks":"see line 1"}""", "authentication answer q1 --answer authentic_but_altered --altered goods[1].quantity --altered endUser.name --remarks 'see line 1'")]
    [InlineData("""POST /v1/authentications/q1/withdraw {"reason":"found"}""", "authentication withdraw q1 --reason found")]
    [InlineData("GET /v1/reexport-consents?role=asking&limit=5", "consent list --role asking --limit 5")]
    [InlineData("GET /v1/reexport-consents/q1", "consent show q1")]
    [InlineData("POST /v1/reexport-consents/q1/acknowledge {}", "consent acknowledge q1")]
    [InlineData("""POST /v1/reexport-consents/q1/answer {"answer":"granted_conditionally","conditions":"by sea","remarks":null}""", "consent answer q1 --answer granted_conditionally --conditions 'by sea'")]
    [InlineData("""POST /v1/reexport-consents/q1/withdraw {"reason":"not needed"}""", "consent withdraw q1 --reason 'not needed'")]
    [InlineData("GET /v1/subscriptions?limit=50", "subscription list")]
    [InlineData("DELETE /v1/subscriptions/s1", "subscription remove s1")]
    [InlineData("GET /v1/subscriptions/s1/deliveries?limit=50", "subscription deliveries s1")]
    [InlineData("POST /v1/subscriptions/s1/deliveries/d1/replay {}", "subscription replay s1 d1")]
    [InlineData("POST /v1/subscriptions/s1/enable {}", "subscription enable s1")]
    [InlineData("GET /v1/members?limit=50", "member list")]
    [InlineData("GET /v1/members/UGA", "member show UGA")]
    [InlineData("""POST /v1/members/TCD/suspend {"reason":"key lost"}""", "member suspend TCD --reason 'key lost'")]
    [InlineData("POST /v1/members/TCD/reinstate {}", "member reinstate TCD")]
    [InlineData("""POST /v1/certificates/c1/drawdowns {"lines":[{"line":1,"quantity":200}],"commit":false}""", "certificate draw c1 --line 1=200")]
    [InlineData("""POST /v1/certificates/c1/drawdowns {"lines":[{"line":1,"quantity":200},{"line":2,"quantity":-0.5}],"commit":true,"shipmentReference":"CZ 17","expectedDelivery":"2026-12-24"}""", "certificate draw c1 --line 1=200,2=-0.5 --commit --shipment 'CZ 17' --expected 2026-12-24")]
    [InlineData("""POST /v1/certificates/verify {"number":"1","issuingState":"TCD","documentHash":"ab","shipment":{"lines":[{"line":1,"quantity":2}],"exporter":"CZE","broker":{"state":"CZE","number":"BR/17"},"carrier":{"state":"ARE","name":"Example Lines"},"vessel":{"flag":"PAN","name":"Example Star"},"route":[{"from":"CZPRG","to":"TDNDJ"}]}}""", "certificate verify --number 1 --state TCD --hash ab --line 1=2 --exporter CZE --broker CZE/BR/17 --carrier 'ARE/Example Lines' --vessel 'PAN/Example Star' --route CZPRG,TDNDJ")]
    [InlineData("POST /v1/certificates/c1/drawdowns/d1/commit {}", "certificate commit c1 d1")]
    [InlineData("""POST /v1/certificates/c1/drawdowns/d1/cancel {"reason":"called off"}""", "certificate cancel c1 d1 --reason 'called off'")]
    [InlineData("GET /v1/certificates/c1/drawdowns?limit=50", "certificate drawdowns c1")]
    [InlineData("""POST /v1/certificates/c1/deliveries {"drawdownId":"d1","lines":[{"line":1,"quantity":200}],"deliveredOn":"2026-12-20","place":"Depot","deliveryVerificationNumber":"DV-1"}""", "certificate deliver c1 d1 --line 1=200 --on 2026-12-20 --place Depot --verification-number DV-1")]
    [InlineData("""POST /v1/certificates/c1/deliveries/v1/withdraw {"reason":"counted twice"}""", "certificate withdraw-delivery c1 v1 --reason 'counted twice'")]
    [InlineData("GET /v1/certificates/c1/deliveries?limit=50", "certificate deliveries c1")]
    [InlineData("GET /v1/deliveries/outstanding?limit=50", "certificate outstanding")]
    [InlineData("""POST /v1/certificates/c1/shipment-verifications {"date":"2026-11-20","place":"Depot","serialsSampled":40,"found":38,"missing":2,"finding":"partly_missing","remarks":"see the report"}""", "certificate verify-shipment c1 --on 2026-11-20 --place Depot --sampled 40 --found 38 --missing 2 --finding partly_missing --remarks 'see the report'")]
    [InlineData("GET /v1/certificates/c1/shipment-verifications?limit=50", "certificate shipment-verifications c1")]
    [InlineData("GET /v1/places?q=Mombasa&country=KEN&limit=50", "places search Mombasa --country KEN")]
    [InlineData("GET /v1/operations/route-alerts/parked?limit=50", "parked list route-alerts")]
    [InlineData("POST /v1/operations/route-alerts/parked/m1/resend {}", "parked resend route-alerts m1")]
    [InlineData("GET /v1/vocabularies", "vocabulary")]
    [InlineData("GET /v1/vocabularies/mode", "vocabulary mode")]
    public async Task Asks_as_the_interface_says(string expected, string commandLine)
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>(), results = Array.Empty<object>(), verdict = "authentic" });
        var before = exchange.Requests.Count;
        var run = await Run.Of(exchange, [.. Split(commandLine), "--as", "KEN/customs"]);
        Assert.True(run.Exit == 0, run.Error);
        var asked = Assert.Single(exchange.Requests.Skip(before));
        Assert.Equal(expected, $"{asked.Method} {asked.PathAndQuery} {asked.Body}".TrimEnd());
        Assert.StartsWith("token-", asked.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_a_case_byte_by_byte_with_its_idempotency_key()
    {
        exchange.Answer = http =>
        {
            http.Response.StatusCode = 201;
            return http.Response.WriteAsJsonAsync(new { id = "c9", reference = "KEN-2026-48392017", version = 1 });
        };
        const string document = "{ \"status\": \"detected\", \"status\": \"suspected\",\n \"x\": \"é\" }";
        var run = await Run.Of(exchange, "case", "post", exchange.WriteFile("case.json", document), "--as", "KEN/customs", "--idempotency-key", "k-1");
        Assert.Equal("Reported KEN-2026-48392017, version 1, id c9", run.Out.Trim());
        var asked = exchange.Requests[^1];
        Assert.Equal(("POST", "/v1/cases", document, "application/json", "k-1"),
            (asked.Method, asked.PathAndQuery, asked.Body, asked.ContentType, asked.Headers["Idempotency-Key"].ToString()));
    }

    [Theory]
    [InlineData("authentication", "/v1/authentications")]
    [InlineData("consent", "/v1/reexport-consents")]
    public async Task Asks_another_State_byte_by_byte_and_not_twice(string command, string path)
    {
        exchange.Answer = http =>
        {
            http.Response.StatusCode = 201;
            return http.Response.WriteAsJsonAsync(new { id = "q9", reference = "KEN-2026-48392017", dueAt = "2026-12-08T09:00:00Z" });
        };
        const string document = "{ \"number\": \"1\", \"number\": \"2\" }";
        var run = await Run.Of(exchange, command, "ask", exchange.WriteFile("question.json", document), "--as", "KEN/customs", "--idempotency-key", "k-2");
        Assert.Equal("Asked KEN-2026-48392017, due 2026-12-08 09:00:00Z, id q9", run.Out.Trim());
        var asked = exchange.Requests[^1];
        Assert.Equal(("POST", path, document, "k-2"), (asked.Method, asked.PathAndQuery, asked.Body, asked.Headers["Idempotency-Key"].ToString()));
    }

    [Fact]
    public async Task Draws_with_its_idempotency_key_and_says_until_when_it_is_reserved()
    {
        exchange.Answer = http =>
        {
            http.Response.StatusCode = 201;
            return http.Response.WriteAsJsonAsync(new { id = "d9", status = "reserved", reservedUntil = "2026-12-24T08:00:00Z" });
        };
        var run = await Run.Of(exchange, "certificate", "draw", "c9", "--line", "1=200", "--idempotency-key", "k-2", "--as", "KEN/customs");
        Assert.Equal("Reserved until 2026-12-24 08:00:00Z, id d9", run.Out.Trim());
        Assert.Equal("k-2", exchange.Requests[^1].Headers["Idempotency-Key"].ToString());
    }

    [Theory]
    [InlineData("certificate draw c9")]
    [InlineData("certificate draw c9 --line 200")]
    [InlineData("certificate draw c9 --line one=200")]
    [InlineData("certificate draw c9 --line 1=200=3")]
    [InlineData("certificate draw c9 --line 1=many")]
    [InlineData("certificate cancel c9 d9")]
    [InlineData("certificate deliver c9 --line 1=200")]
    [InlineData("certificate withdraw-delivery c9 d9")]
    [InlineData("certificate verify --number 1 --state TCD --hash ab --broker BR-17")]
    [InlineData("certificate verify --number 1 --state TCD --hash ab --vessel PAN/")]
    [InlineData("certificate verify --number 1 --state TCD --hash ab --route CZPRG")]
    [InlineData("certificate verify-shipment c9 --place Depot --sampled many --found 1 --missing 0 --finding satisfactory")]
    [InlineData("certificate verify-shipment c9 --place Depot --sampled 1 --found 1 --missing 0")]
    public async Task Asks_nothing_when_what_it_asks_is_not_said_as_it_has_to_be(string commandLine)
    {
        var before = exchange.Requests.Count;
        var run = await Run.Of(exchange, [.. Split(commandLine), "--as", "KEN/customs"]);
        Assert.Equal(2, run.Exit);
        Assert.Equal(before, exchange.Requests.Count);
    }

    [Fact]
    public async Task Amends_the_version_that_was_read_and_no_other()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { reference = "KEN-2026-48392017", version = 2 });
        var run = await Run.Of(exchange, "case", "amend", "c9", exchange.WriteFile("amended.json", "{}"), "--if-match", "\"abc\"", "--as", "KEN/customs");
        Assert.Equal("Amended KEN-2026-48392017, now version 2", run.Out.Trim());
        var asked = exchange.Requests[^1];
        Assert.Equal(("PUT", "/v1/cases/c9", "\"abc\""), (asked.Method, asked.PathAndQuery, asked.Headers.IfMatch.ToString()));
    }

    [Fact]
    public async Task Reads_standard_input()
    {
        var run = await Run.Of(exchange, new() { ["<stdin>"] = """{"from":"stdin"}""" }, 100, default, "alert", "post", "-", "--as", "KEN/customs");
        Assert.Equal(0, run.Exit);
        Assert.Equal("""{"from":"stdin"}""", exchange.Requests[^1].Body);
    }

    [Fact]
    public async Task Searches_many_marks_a_thousand_at_a_time()
    {
        exchange.Answer = async http =>
        {
            var asked = JsonElement.Parse(exchange.Requests[^1].Body).GetProperty("marks");
            await http.Response.WriteAsJsonAsync(new { results = asked.EnumerateArray().Select(m => new { answer = "none" }) });
        };
        var file = exchange.WriteFile("marks.csv", "serial,country\n" + string.Concat(Enumerable.Range(1, 2500).Select(i => $"AB-{i},SRB\n")));
        var before = exchange.Requests.Count;
        var run = await Run.Of(exchange, "marks", "search", file, "--purpose", "tracing", "--as", "KEN/customs", "--json");
        Assert.Equal(0, run.Exit);
        var sizes = exchange.Requests.Skip(before).Select(r => JsonElement.Parse(r.Body).GetProperty("marks").GetArrayLength());
        Assert.Equal([1000, 1000, 500], sizes);
        Assert.Equal("""{"serial":"AB-1","country":"SRB"}""", JsonElement.Parse(exchange.Requests[before].Body).GetProperty("marks")[0].GetRawText());
        Assert.Equal(2500, JsonElement.Parse(run.Out).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Imports_each_file_of_places_whole_and_adds_up_what_they_brought()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { imported = 10 });
        var line = ",\"KE\",\"MBA\",\"Mombasa\",\"Mombasa\",,\"AI\",\"1--45---\",\"0401\",,\"0403S 03940E\",\n";
        string[] contents = [string.Concat(Enumerable.Repeat(line, 12_000)), line];
        var files = contents.Select((content, i) => exchange.WriteFile($"places{i}.csv", content)).ToArray();
        var before = exchange.Requests.Count;
        var run = await Run.Of(exchange, ["places", "import", .. files, "--as", "KEN/customs"]);
        Assert.Equal(0, run.Exit);
        Assert.Equal(contents, exchange.Requests.Skip(before).Select(r => r.Body));
        Assert.Equal("imported 20", run.Out.Trim());
    }

    private static IEnumerable<string> Split(string commandLine) =>
        System.Text.RegularExpressions.Regex.Matches(commandLine, "'([^']*)'|(\\S+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value);
}
