using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests.Members;

public sealed class RegistryTests(SampleNetwork network) : IClassFixture<SampleNetwork>
{
    private readonly IdentityHost host = network.Host;

    [Fact]
    public async Task Shows_the_directory_to_every_member_page_by_page()
    {
        using var customs = await host.AsAsync("KEN/customs");
        var codes = new List<string>();
        for (var path = "/v1/members?limit=4"; path is not null;)
        {
            var page = (await customs.GetFromJsonAsync<JsonObject>(path))!;
            codes.AddRange(page["items"]!.AsArray().Select(m => (string)m!["code"]!));
            path = (string?)page["next"] is { } next ? $"/v1/members?limit=4&cursor={Uri.EscapeDataString(next)}" : null;
        }
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Empty(((string[])["KEN", "UGA", "TZA", "SOM", "CZE", "TCD", "EAC", "ECOWAS", "NETWORK"]).Except(codes));

        var kenya = (await customs.GetFromJsonAsync<JsonObject>("/v1/members/KEN"))!;
        Assert.Equal(("state", "active", $"{IdentityHost.PublicUrl}/identity/ken"), ((string?)kenya["kind"], (string?)kenya["status"], (string?)kenya["issuer"]));
        Assert.Equal(["EAC"], kenya["groups"]!.AsArray().Select(g => (string)g!));
    }

    [Theory]
    [InlineData("KEN/npc", "/v1/groups", "code")]
    [InlineData("KEN/npc", "/v1/members/KEN/clients", "name")]
    public async Task Lists_groups_and_clients_page_by_page_in_order(string identity, string list, string key)
    {
        using var client = await host.AsAsync(identity);
        var whole = (await client.GetFromJsonAsync<JsonObject>(list))!["items"]!.AsArray().Select(i => (string)i![key]!).ToList();
        Assert.True(whole.Count > 1, $"{list} has {whole.Count}.");
        var paged = new List<string>();
        for (var path = $"{list}?limit=1"; path is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonObject>(path))!;
            paged.Add((string)Assert.Single(page["items"]!.AsArray())![key]!);
            path = (string?)page["next"] is { } next ? $"{list}?limit=1&cursor={Uri.EscapeDataString(next)}" : null;
        }
        Assert.Equal(whole.Order(StringComparer.Ordinal), paged);
    }

    [Fact]
    public async Task Shows_a_member_and_a_group_as_their_lists_do_and_once_only()
    {
        using var customs = await host.AsAsync("KEN/customs");
        foreach (var (list, code) in ((string, string)[])[("/v1/members", "KEN"), ("/v1/groups", "EAC")])
        {
            using var shown = await customs.GetAsync($"{list}/{code}");
            var listed = (await customs.GetFromJsonAsync<JsonObject>(list))!["items"]!.AsArray().Single(i => (string)i!["code"]! == code)!;
            Assert.True(JsonNode.DeepEquals(listed, await shown.Content.ReadFromJsonAsync<JsonObject>()), $"{list}/{code}");
            using var again = new HttpRequestMessage(HttpMethod.Get, $"{list}/{code}");
            again.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await customs.SendAsync(again)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/v1/members")]
    [InlineData("/v1/members/KEN")]
    [InlineData("/v1/groups")]
    [InlineData("/v1/members/KEN/clients")]
    public async Task Shows_nothing_without_a_token(string path)
    {
        using var response = await host.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Admits_a_State_with_a_hosted_issuer()
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        var (key, jwks) = Jwt.NewKeys();
        using var admitted = await oper.PostAsJsonAsync("/v1/members", Hosted("RWA", jwks));

        Assert.Equal(HttpStatusCode.Created, admitted.StatusCode);
        Assert.Equal("/v1/members/RWA", admitted.Headers.Location?.ToString());
        var issuer = $"{IdentityHost.PublicUrl}/identity/rwa";
        var customs = new Identity("rwa", issuer, "RWA/customs", key);
        var token = await Eventually.GetAsync("the new issuer gives a token", async () => await Issuer("rwa") ? (await host.AskAsync(customs)).Token : null);
        using var client = host.As(token);
        await Eventually.HoldsAsync("the token is accepted", async () => (await client.GetAsync("/v1/members/RWA")).StatusCode == HttpStatusCode.OK);
        Assert.Equal(["EAC"], (await client.GetFromJsonAsync<JsonObject>("/v1/members/RWA"))!["groups"]!.AsArray().Select(g => (string)g!));

        using var again = await oper.PostAsJsonAsync("/v1/members", Hosted("RWA", jwks));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Admits_an_organization_that_brings_its_own_issuer_and_gives_it_none_of_the_operators_scopes()
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var admitted = await oper.PostAsJsonAsync("/v1/members", Federated("RECSA", "https://login.recsa.example", Jwt.Jwk(key, "r1")));
        Assert.Equal(HttpStatusCode.Created, admitted.StatusCode);

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var token = Jwt.Sign(new() { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = "r1" }, new()
        {
            ["iss"] = "https://login.recsa.example", ["aud"] = "exchange", ["sub"] = "someone", ["org"] = "recsa",
            ["scp"] = "cases:read network:operate", ["iat"] = now, ["exp"] = now + 300,
        }, key);
        using var client = host.As(token);
        await Eventually.HoldsAsync("its token is accepted", async () => (await client.GetAsync("/v1/members")).StatusCode == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/v1/members/TCD/suspend", new { reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/identity/recsa/jwks")).StatusCode);

        using var taken = await oper.PostAsJsonAsync("/v1/members", Federated("IGAD", "https://login.recsa.example", Jwt.Jwk(key, "r1")));
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("federation.issuer", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Faulty => [.. FaultyRequests().Keys];

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Refuses_and_names(string field)
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        using var response = await oper.PostAsJsonAsync("/v1/members", FaultyRequests()[field]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal([field.Split(' ')[0]], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(HttpStatusCode.NotFound, (await oper.GetAsync("/v1/members/BDI")).StatusCode);
    }

    private static Dictionary<string, JsonObject> FaultyRequests()
    {
        var (key, jwks) = Jwt.NewKeys();
        JsonObject Good() => Hosted("BDI", jwks);
        JsonObject GoodFederated() => Federated("SADC", "https://login.sadc.example", Jwt.Jwk(key, "s1"));
        JsonObject With(JsonObject request, Action<JsonObject> change)
        {
            change(request);
            return request;
        }
        JsonObject Client(Action<JsonObject> change) => With(Good(), r => change(r["clients"]![0]!.AsObject()));
        JsonObject Key(Action<JsonObject> change) => Client(c => change(c["jwks"]!["keys"]![0]!.AsObject()));
        JsonObject Issuer(Action<JsonObject> change) => With(GoodFederated(), r => change(r["federation"]!.AsObject()));
        return new()
        {
            ["code (no country)"] = With(Good(), r => r["code"] = "XYZ"),
            ["code (small letters)"] = With(Good(), r => r["code"] = "bdi"),
            ["code (none)"] = With(Good(), r => r.Remove("code")),
            ["code (an organization as a State)"] = With(Good(), r => r["kind"] = "organization"),
            ["kind"] = With(Good(), r => r["kind"] = "operator"),
            ["name"] = With(Good(), r => r["name"] = " "),
            ["clients[0].name"] = Client(c => c["name"] = "Customs!"),
            ["clients[0].functions[0]"] = Client(c => c["functions"] = new JsonArray("spying")),
            ["clients[0].scopes[0] (unknown)"] = Client(c => c["scopes"] = new JsonArray("no:such")),
            ["clients[0].scopes[0] (the operator's)"] = Client(c => c["scopes"] = new JsonArray("network:operate")),
            ["clients[0].scopes"] = Client(c => c["scopes"] = new JsonArray()),
            ["clients[0].jwks"] = Client(c => c.Remove("jwks")),
            ["clients[0].jwks.keys"] = Client(c => c["jwks"] = new JsonObject { ["keys"] = new JsonArray() }),
            ["clients[0].jwks.keys[0].d"] = Client(c => c["jwks"] = new JsonObject { ["keys"] = new JsonArray(Jwt.Jwk(key, "1", withPrivatePart: true)) }),
            ["clients[0].jwks.keys[0].kid"] = Key(k => k.Remove("kid")),
            ["clients[0].jwks.keys[0].crv"] = Key(k => k["crv"] = "P-384"),
            ["clients[0].jwks.keys[0].kty"] = Key(k => k["kty"] = "RSA"),
            ["clients[0].jwks.keys[0].kty (symmetric)"] = Key(k => k["kty"] = "oct"),
            ["clients[0].jwks.keys[0].use"] = Key(k => k["use"] = "enc"),
            ["clients[0].jwks.keys[0].alg"] = Key(k => k["alg"] = "HS256"),
            ["clients[0].jwks.keys[0] (not on the curve)"] = Key(k => k["x"] = k["y"]!.DeepClone()),
            ["clients[1].name"] = With(Good(), r => r["clients"]!.AsArray().Add(r["clients"]![0]!.DeepClone())),
            ["federation.issuer (not https)"] = Issuer(i => i["issuer"] = "http://login.sadc.example"),
            ["federation.issuer (no address)"] = Issuer(i => i["issuer"] = "login"),
            ["federation.issuer (with a query)"] = Issuer(i => i["issuer"] = "https://login.sadc.example?x=1"),
            ["federation.issuer (with a password)"] = Issuer(i => i["issuer"] = "https://u:p@login.sadc.example"),
            ["federation.issuer (of this network)"] = Issuer(i => i["issuer"] = $"{IdentityHost.PublicUrl}/identity/ken"),
            ["federation.algorithms[0]"] = Issuer(i => i["algorithms"] = new JsonArray("HS256", "ES256")),
            ["federation.tokenTypes[0]"] = Issuer(i => i["tokenTypes"] = new JsonArray("logout+jwt")),
            ["federation.jwks"] = Issuer(i => i.Remove("jwks")),
            ["clients"] = With(GoodFederated(), r => r["clients"] = Good()["clients"]!.DeepClone()),
            ["pointsOfContact[0].name"] = With(Good(), r => r["pointsOfContact"] = new JsonArray(new JsonObject { ["email"] = "npc@example.org" })),
            ["pointsOfContact[0].email"] = With(Good(), r => r["pointsOfContact"] = new JsonArray(new JsonObject { ["name"] = "NPC", ["email"] = "npc" })),
        };
    }

    [Theory]
    [InlineData("{ \"code\": \"BDI\", \"code\": \"RWA\" }")]
    [InlineData("{ \"code\": \"BDI\", \"status\": \"active\" }")]
    [InlineData("{ \"code\": 1 }")]
    [InlineData("{")]
    public async Task Refuses_what_cannot_be_read(string body)
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        using var response = await oper.PostAsync("/v1/members", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Lets_the_point_of_contact_say_whom_to_turn_to()
    {
        using var npc = await host.AsAsync("SOM/npc");
        using var customs = await host.AsAsync("SOM/customs");
        var contacts = new { pointsOfContact = new[] { new { name = "National focal point", email = "npc@som.example" } } };

        Assert.Equal(HttpStatusCode.Forbidden, (await customs.PutAsJsonAsync("/v1/members/SOM/points-of-contact", contacts)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await npc.PutAsJsonAsync("/v1/members/KEN/points-of-contact", contacts)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await npc.PutAsJsonAsync("/v1/members/SOM/points-of-contact", contacts)).StatusCode);
        Assert.Equal("npc@som.example", (string?)(await customs.GetFromJsonAsync<JsonObject>("/v1/members/SOM"))!["pointsOfContact"]![0]!["email"]);

        using var stale = new HttpRequestMessage(HttpMethod.Put, "/v1/members/SOM/points-of-contact") { Content = JsonContent.Create(contacts) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"stale\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await npc.SendAsync(stale)).StatusCode);
    }

    [Fact]
    public async Task Lets_the_point_of_contact_add_a_client_and_disable_it()
    {
        using var npc = await host.AsAsync("UGA/npc");
        using var customs = await host.AsAsync("UGA/customs");
        var (key, jwks) = Jwt.NewKeys();
        var added = Hosted("UGA", jwks)["clients"]![0]!.AsObject();
        added["name"] = "borders";

        Assert.Equal(HttpStatusCode.Forbidden, (await customs.PostAsJsonAsync("/v1/members/UGA/clients", added)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await npc.PostAsJsonAsync("/v1/members/KEN/clients", added)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await npc.PostAsJsonAsync("/v1/members/UGA/clients", added)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await npc.PostAsJsonAsync("/v1/members/UGA/clients", added)).StatusCode);
        var borders = new Identity("uga", $"{IdentityHost.PublicUrl}/identity/uga", "UGA/borders", key);
        Assert.NotNull((await host.AskAsync(borders)).Token);

        Assert.Equal(HttpStatusCode.OK, (await npc.PostAsync("/v1/members/UGA/clients/borders/disable", null)).StatusCode);
        Assert.Equal("invalid_client", (await host.AskAsync(borders)).Error);
        added["name"] = "more";
        added["scopes"] = new JsonArray("network:operate");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await npc.PostAsJsonAsync("/v1/members/UGA/clients", added)).StatusCode);
    }

    [Fact]
    public async Task Keeps_groups_with_dated_membership()
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        using var customs = await host.AsAsync("CZE/customs");
        JsonObject Group(params (string Member, string From, string? Until)[] memberships) => new()
        {
            ["name"] = "Visegrad Group",
            ["memberships"] = new JsonArray([.. memberships.Select(m => new JsonObject { ["member"] = m.Member, ["from"] = m.From, ["until"] = m.Until })]),
        };

        Assert.Equal(HttpStatusCode.Forbidden, (await customs.PutAsJsonAsync("/v1/groups/V4", Group())).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await oper.PutAsJsonAsync("/v1/groups/V4", Group(("CZE", "1993-01-01", null), ("POL", "1991-02-15", null)))).StatusCode);
        Assert.Equal(["V4"], (await customs.GetFromJsonAsync<JsonObject>("/v1/members/CZE"))!["groups"]!.AsArray().Select(g => (string)g!));
        Assert.Equal(HttpStatusCode.OK, (await oper.PutAsJsonAsync("/v1/groups/V4", Group(("CZE", "1993-01-01", "2001-01-01")))).StatusCode);
        Assert.Empty((await customs.GetFromJsonAsync<JsonObject>("/v1/members/CZE"))!["groups"]!.AsArray());
        Assert.Equal(2, (long)(await customs.GetFromJsonAsync<JsonObject>("/v1/groups/V4"))!["version"]!);

        using var faulty = await oper.PutAsJsonAsync("/v1/groups/V4", Group(("XYZ", "2000-01-01", null), ("CZE", "2000-01-01", "1999-01-01"), ("POL", "2000-01-01", null), ("POL", "2010-01-01", null)));
        Assert.Equal(["memberships[0].member", "memberships[1].until", "memberships[3]"],
            (await faulty.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await oper.PutAsJsonAsync("/v1/groups/KEN", Group())).StatusCode);
    }

    [Fact]
    public async Task Gives_keys_to_everybody_and_their_private_parts_to_nobody()
    {
        var jwks = (await host.Client.GetFromJsonAsync<JsonObject>("/v1/members/KEN/token-keys"))!;
        Assert.True(Jwt.Verifies(await host.TokenAsync("KEN/customs"), jwks));
        Assert.All(jwks["keys"]!.AsArray(), k => Assert.Null(k!["d"]));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/v1/members/XYZ/token-keys")).StatusCode);
    }

    private async Task<bool> Issuer(string segment) => (await host.Client.GetAsync($"/identity/{segment}/jwks")).StatusCode == HttpStatusCode.OK;

    private static JsonObject Hosted(string code, JsonObject jwks) => new()
    {
        ["code"] = code,
        ["kind"] = "state",
        ["name"] = code,
        ["clients"] = new JsonArray(new JsonObject
        {
            ["name"] = "customs", ["functions"] = new JsonArray("customs"), ["scopes"] = new JsonArray("cases:read"), ["jwks"] = jwks.DeepClone(),
        }),
    };

    private static JsonObject Federated(string code, string issuer, JsonObject jwk) => new()
    {
        ["code"] = code,
        ["kind"] = "organization",
        ["name"] = code,
        ["federation"] = new JsonObject
        {
            ["issuer"] = issuer, ["jwks"] = new JsonObject { ["keys"] = new JsonArray(jwk) },
            ["memberClaim"] = "org", ["memberValue"] = code.ToLowerInvariant(), ["scopeClaim"] = "scp",
        },
    };
}
