using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.RouteAlerts.Alerts;
using Exchange.Testing;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Alerts;

public sealed class AlertsApiTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_posted_alert_is_shown_to_each_at_its_level(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        var body = Facts.Alert(Facts.To("UGA").AsJson(), Facts.To("TZA", ReleaseLevel.Full, "customs").AsJson());
        body["route"]![0]!["conveyance"] = new JsonObject { ["kind"] = "imo", ["id"] = "9074729" };
        body["route"]![0]!["carrier"] = "A line";
        var posted = await alerting.PostAsync("KEN/customs", "/v1/alerts", body, HttpStatusCode.Created);
        var path = $"/v1/alerts/{posted.Id()}";

        Assert.StartsWith($"KEN-{TimeProvider.System.GetUtcNow().Year}-", posted.Text("reference"), StringComparison.Ordinal);
        Assert.Equal("9074729", (await alerting.GetAsync("KEN/licensing", path))["route"]![0]!["conveyance"]!["id"]!.GetValue<string>());
        Assert.Equal("A line", (await alerting.GetAsync("TZA/customs", path))["route"]![0]!["carrier"]!.GetValue<string>());
        var summary = await alerting.GetAsync("UGA/customs", path);
        Assert.Equal("summary", summary.Text("level"));
        Assert.Equal("""{"source":"B","information":"2"}""", (await alerting.GetAsync("TZA/customs", path))["grading"]!.ToJsonString());
        Assert.Equal("""{"information":"2"}""", summary["grading"]!.ToJsonString());
        Assert.Equal(["from", "mode", "sequence", "to"], summary["route"]![0]!.AsObject().Select(p => p.Key).Order());
        Assert.Equal("Mombasa", summary["places"]!.AsArray().Single(p => p!["unlocode"]!.GetValue<string>() == "KEMBA")!["name"]!.GetValue<string>());
        foreach (var other in new[] { "TZA/police", "CZE/customs", "EAC/secretariat" }) Assert.Empty(await alerting.ListAsync(other));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Lists_are_filtered_by_all_that_is_asked(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        async Task<string> RaiseAsync(string category, params RouteLeg[] route) =>
            (await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")) with { Categories = [category], Route = route })).Id();
        var sea = await RaiseAsync("manpads", Facts.Leg(1, Facts.JebelAli, Facts.Mombasa));
        var road = await RaiseAsync("shotgun", Facts.Leg(1, Facts.Mombasa, Facts.Entebbe, "road"));
        var unknown = await RaiseAsync("parts", Facts.Leg(1, Facts.Mombasa, Facts.Unknown, "road"));
        var pacific = await RaiseAsync("assault_rifle", Facts.Leg(1,
            new Place("FJSUV", "FJI", "Suva", new Position(178.4, -18.1), true), new Place("ASPPG", "ASM", "Pago Pago", new Position(-170.7, -14.3), true)));

        async Task CheckAsync(string query, params string[] expected) =>
            Assert.Equal(expected, (await alerting.ListAsync("UGA/licensing", query)).Select(a => a.Id()));
        await CheckAsync("", pacific, unknown, road, sea);
        await CheckAsync("?country=UGA", unknown, road);
        await CheckAsync("?country=ARE,FJI", pacific, sea);
        await CheckAsync("?country=ARE&country=UGA&mode=road", unknown, road);
        await CheckAsync("?unlocode=UGEBB", road);
        await CheckAsync("?mode=maritime", pacific, sea);
        await CheckAsync("?minSeverity=medium", pacific, road, sea);
        await CheckAsync("?bbox=38,-5,41,-3", road, sea);
        await CheckAsync("?bbox=45,-5,55,10", sea);
        await CheckAsync("?bbox=50,-5,55,10");
        await CheckAsync("?bbox=179,-20,-175,-10", pacific);
        await CheckAsync("?bbox=-10,-20,10,-10");
        await CheckAsync("?type=imminent_threat");
        await CheckAsync("?status=expired");
        await alerting.PostAsync("KEN/customs", $"/v1/alerts/{sea}/withdraw", new { reason = "Closed." }, HttpStatusCode.OK);
        await CheckAsync("?status=withdrawn", sea);
        await CheckAsync("?country=ARE");
    }

    [Fact]
    public async Task Every_faulty_filter_is_named()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var client = alerting.As("UGA/customs");
        using var response = await client.GetAsync("/v1/alerts?country=KE&unlocode=KEN&mode=teleport&minSeverity=9&bbox=1,2,3&status=x&type=y&limit=0&cursor=abc");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["bbox", "country", "cursor", "limit", "minSeverity", "mode", "status", "type", "unlocode"], await ErrorsAsync(response));
    }

    [Fact]
    public async Task Every_faulty_field_of_an_alert_is_named_and_nothing_is_stored()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var client = alerting.As("KEN/customs");
        using var response = await client.PostAsJsonAsync("/v1/alerts", JsonNode.Parse("""
            {
              "type": "notice", "severity": "extreme", "validFrom": "2020-01-01T00:00:00Z", "validUntil": "2020-02-01T00:00:00Z",
              "grading": { "source": "G", "information": "7" }, "handling": { "tlp": "white", "purposes": ["gossip"], "paragraphs": [0] }, "summary": " ",
              "route": [
                { "from": "AEJEA", "to": "KEMB1", "mode": "sea", "means": "magic", "concealment": "hat", "confidence": "sure", "sequence": 0,
                  "conveyance": { "kind": "imo", "id": "9074728" }, "departedOn": "2026-02-02", "arrivedOn": "2026-02-01", "via": ["ZZABC"], "borderPoint": "x" },
                { "from": "KEMBA", "to": "KEMBA", "mode": "road", "conveyance": { "kind": "balloon", "id": "1" } }
              ],
              "area": { "type": "Polygon", "coordinates": [[[0,0],[2,2],[2,0],[0,2],[0,0]]] }, "countries": ["KE"],
              "releases": [ { "to": ["XXX"], "functions": ["spying"], "level": "hit", "until": "2020-01-01T00:00:00Z", "purposes": ["fun"], "onward": "free" } ]
            }
            """));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(
            [
                "area", "countries[0]", "grading.information", "grading.source", "handling.paragraphs[0]", "handling.purposes[0]", "handling.tlp",
                "releases[0].functions[0]", "releases[0].level", "releases[0].onward", "releases[0].purposes[0]", "releases[0].to[0]", "releases[0].until",
                "route[0].arrivedOn", "route[0].borderPoint", "route[0].concealment", "route[0].confidence", "route[0].conveyance.id", "route[0].means",
                "route[0].mode", "route[0].sequence", "route[0].to", "route[0].via[0]", "route[1].conveyance.kind", "route[1].to",
                "severity", "summary", "type", "validUntil",
            ],
            await ErrorsAsync(response));
        Assert.Empty(await alerting.ListAsync("KEN/customs", "?status=all"));
    }

    [Theory]
    [InlineData("""{"type":1}"""), InlineData("""{"type":"x","type":"y"}"""), InlineData("""{"colour":"red"}"""), InlineData("""{"route":[{"from":{}}]}"""), InlineData("[]"), InlineData("{")]
    public async Task What_cannot_be_read_is_malformed(string body)
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var client = alerting.As("KEN/customs");
        using var response = await client.PostAsync("/v1/alerts", new StringContent(body, new MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("/problems/malformed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task The_same_idempotency_key_posts_once(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        using var client = alerting.As("KEN/customs");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "border-7");
        var body = Facts.Alert();
        var first = await (await client.PostAsJsonAsync("/v1/alerts", body)).Content.ReadAsStringAsync();
        var second = await (await client.PostAsJsonAsync("/v1/alerts", body)).Content.ReadAsStringAsync();
        Assert.Equal(first, second);
        Assert.Single(await alerting.ListAsync("KEN/customs"));
    }

    [Fact]
    public async Task Scopes_decide_who_may_post_release_and_read()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var nobody = alerting.Host.Client;
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsJsonAsync("/v1/alerts", Facts.Alert())).StatusCode);
        await alerting.PostAsync("KEN/licensing", "/v1/alerts", Facts.Alert(), HttpStatusCode.Forbidden);
        await alerting.PostAsync("KEN/police", "/v1/alerts", Facts.Alert(Facts.To("UGA").AsJson()), HttpStatusCode.Forbidden);
        await alerting.PostAsync("KEN/police", "/v1/alerts", Facts.Alert(), HttpStatusCode.Created);
        await alerting.PostAsync("KEN/police", "/v1/subscriptions", new { url = "https://example.org/" }, HttpStatusCode.Forbidden);
        using var stranger = alerting.Host.As(alerting.Network["UGA"].Token(scopes: []));
        foreach (var path in new[] { "/v1/alerts", $"/v1/alerts/{Guid.CreateVersion7()}", "/v1/alerts/stream" })
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(path)).StatusCode);
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Another_States_alert_is_answered_as_one_that_does_not_exist(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        var hidden = (await alerting.RaiseAsync(Facts.Case(Facts.To("TZA"), Facts.To("UGA", ReleaseLevel.Hit)))).Id();
        using var client = alerting.As("UGA/customs");
        async Task<string> AnswersAsync(string id)
        {
            using var get = await client.GetAsync($"/v1/alerts/{id}");
            using var withdraw = await client.PostAsJsonAsync($"/v1/alerts/{id}/withdraw", new { reason = "" });
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (get.StatusCode, withdraw.StatusCode));
            return Without("traceId", await get.Content.ReadAsStringAsync()) + Without("traceId", await withdraw.Content.ReadAsStringAsync()) + get.Headers.Vary;
        }
        Assert.Equal(await AnswersAsync(Guid.CreateVersion7().ToString()), await AnswersAsync(hidden));
        Assert.Empty(await alerting.ListAsync("UGA/customs", "?status=all"));
    }

    [Fact]
    public async Task Only_the_originator_withdraws_and_only_what_it_has_read()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var id = (await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(Facts.To("UGA", ReleaseLevel.Full).AsJson()), HttpStatusCode.Created)).Id();
        var withdraw = $"/v1/alerts/{id}/withdraw";
        await alerting.PostAsync("UGA/customs", withdraw, new { reason = "No." }, HttpStatusCode.Forbidden);
        await alerting.PostAsync("KEN/customs", withdraw, new { reason = " " }, HttpStatusCode.UnprocessableEntity);
        using var client = alerting.As("KEN/customs");
        using var read = await client.GetAsync($"/v1/alerts/{id}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/alerts/{id}") { Headers = { IfNoneMatch = { read.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        async Task<HttpStatusCode> WithdrawAsync(string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, withdraw) { Content = JsonContent.Create(new { reason = "Closed." }), Headers = { { "If-Match", tag } } };
            return (await client.SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.PreconditionFailed, await WithdrawAsync("\"old\""));
        Assert.Equal(HttpStatusCode.OK, await WithdrawAsync(read.Headers.ETag!.ToString()));
        await alerting.PostAsync("KEN/customs", withdraw, new { reason = "Again." }, HttpStatusCode.Conflict);
        Assert.Equal("withdrawn", (await alerting.GetAsync("UGA/customs", $"/v1/alerts/{id}")).Text("status"));
    }

    [Fact]
    public async Task GeoJson_has_a_feature_for_each_leg_and_area()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var alert = Facts.Alert(Facts.To("UGA").AsJson());
        alert["route"] = new JsonArray(
            new JsonObject { ["from"] = "AEJEA", ["to"] = "KEMBA", ["mode"] = "maritime", ["carrier"] = "A line" },
            new JsonObject { ["from"] = "KEMBA", ["to"] = "UGXYZ", ["mode"] = "road" });
        // Clockwise, which RFC 7946 wants turned around.
        alert["area"] = JsonNode.Parse("""{"type":"Polygon","coordinates":[[[38,-5],[38,-3],[41,-3],[41,-5],[38,-5]]]}""");
        await alerting.PostAsync("KEN/customs", "/v1/alerts", alert, HttpStatusCode.Created);
        using var client = alerting.As("UGA/customs");
        client.DefaultRequestHeaders.Add("Accept", "application/geo+json");
        using var response = await client.GetAsync("/v1/alerts");

        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var features = (await response.Content.ReadFromJsonAsync<JsonObject>())!["features"]!.AsArray();
        Assert.Equal("LineString", features[0]!["geometry"]!["type"]!.GetValue<string>());
        Assert.Equal(2, features[0]!["geometry"]!["coordinates"]!.AsArray().Count);
        Assert.Null(features[1]!["geometry"]);
        Assert.Equal("[[[38,-5],[41,-5],[41,-3],[38,-3],[38,-5]]]", features[2]!["geometry"]!["coordinates"]!.ToJsonString());
        Assert.All(features, f => Assert.Equal("Feature", f!["type"]!.GetValue<string>()));
        Assert.DoesNotContain("A line", features.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GeoJson_of_a_page_has_its_link_to_the_next_and_its_entity_tag()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        for (var i = 0; i < 3; i++) await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(), HttpStatusCode.Created);
        using var client = alerting.As("KEN/customs");
        client.DefaultRequestHeaders.Add("Accept", "application/geo+json");
        using var first = await client.GetAsync("/v1/alerts?limit=2");
        var page = (await first.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(2, page["features"]!.AsArray().Count);
        Assert.Equal($"</v1/alerts?limit=2&cursor={page.Text("next")}>; rel=\"next\"", first.Headers.GetValues("Link").Single());

        using var last = await client.GetAsync($"/v1/alerts?limit=2&cursor={page.Text("next")}");
        var rest = (await last.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Single(rest["features"]!.AsArray());
        Assert.False(rest.ContainsKey("next"));
        using var again = new HttpRequestMessage(HttpMethod.Get, last.RequestMessage!.RequestUri) { Headers = { IfNoneMatch = { last.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        using var none = await client.GetAsync("/v1/alerts?status=withdrawn");
        Assert.Equal("""{"type":"FeatureCollection","features":[]}""", await none.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_documented_examples_are_taken()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var alert = Facts.Example("alert");
        alert["validUntil"] = TimeProvider.System.GetUtcNow().AddDays(30);
        var id = (await alerting.PostAsync("KEN/customs", "/v1/alerts", alert, HttpStatusCode.Created)).Id();
        await alerting.PostAsync("UGA/customs", "/v1/subscriptions", Facts.Example("subscription"), HttpStatusCode.Created);
        var withdrawn = await alerting.PostAsync("KEN/customs", $"/v1/alerts/{id}/withdraw", Facts.Example("alert-withdrawal"), HttpStatusCode.OK);
        Assert.Equal("withdrawn", withdrawn.Text("status"));
    }

    [Fact]
    public async Task A_leg_that_is_null_and_a_list_that_is_too_long_are_named()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        using var client = alerting.As("KEN/customs");
        var alert = Facts.Alert();
        alert["route"] = new JsonArray(null, new JsonObject { ["from"] = "AEJEA", ["to"] = "KEMBA", ["mode"] = "road", ["via"] = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => (JsonNode?)"UGEBB")]) });
        alert["handling"] = new JsonObject { ["purposes"] = new JsonArray() };
        alert.Remove("grading");
        using var response = await client.PostAsJsonAsync("/v1/alerts", alert);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["grading", "handling.purposes", "route[0]", "route[1].via"], await ErrorsAsync(response));
    }

    [Theory]
    [InlineData("imo", "9074729", true), InlineData("imo", "9074728", false), InlineData("imo", "907472", false), InlineData("mmsi", "634001234", true), InlineData("mmsi", "63400123", false)]
    [InlineData("container", "CSQU3054383", true), InlineData("container", "CSQU3054384", false), InlineData("container", "MSKU6011672", true)]
    [InlineData("air_waybill", "17612345675", true), InlineData("air_waybill", "17612345676", false), InlineData("tail", "5Y-KQX", true), InlineData("plate", "KBA 123A", true)]
    [InlineData("plate", "<script>", false), InlineData("bill_of_lading", "MEDU/123-4", true)]
    public void Conveyances_are_checked_by_their_schemes(string kind, string id, bool expected) => Assert.Equal(expected, Conveyances.Fault(kind, id) is null);

    private static async Task<IEnumerable<string>> ErrorsAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal);

    private static string Without(string property, string json)
    {
        var read = JsonNode.Parse(json)!.AsObject();
        read.Remove(property);
        return read.ToJsonString();
    }
}
