using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>Whose tokens are accepted, on every process, whichever way they are reached.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class TrustTests(Network network)
{
    private static readonly TimeSpan SuspendedWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_suspended_members_tokens_fail_on_every_process_within_5_seconds()
    {
        using var @operator = network.As("NETWORK/operator");
        using var chad = network.As("TCD/customs");
        foreach (var (process, path) in network.Doors) Assert.Equal(200, await chad.StatusAsync(HttpMethod.Get, new Uri(process.Url, path)));
        await using var stream = await AlertStream.OpenAsync(chad);

        await @operator.PostAsync("/v1/members/TCD/suspend", new JsonObject { ["reason"] = "A test of suspension." }, 200);
        var watch = Stopwatch.StartNew();
        try
        {
            foreach (var (process, path) in network.Doors)
            {
                await Eventually.HoldsAsync($"{process.Name} refuses the token",
                    async () => await chad.StatusAsync(HttpMethod.Get, new Uri(process.Url, path)) == 401, SuspendedWithin - watch.Elapsed);
            }
            await Eventually.HoldsAsync("the live stream ends", () => stream.HasEnded, SuspendedWithin - watch.Elapsed);
            foreach (var identity in new[] { network.Identity, network.SecondIdentity })
            {
                using var refused = await chad.AskForTokenAsync(chad.Assertion(), new Uri(identity.Url, chad.TokenEndpoint.AbsolutePath));
                Assert.False(refused.IsSuccessStatusCode, $"{identity.Url} still gives tokens.");
            }
        }
        finally
        {
            await @operator.PostAsync("/v1/members/TCD/reinstate", null, 200);
        }

        // Its issuer gives tokens again; those from before stay refused.
        using var reinstated = network.As("TCD/customs");
        await Eventually.HoldsAsync("the reinstated member gets a token", async () =>
        {
            using var given = await reinstated.AskForTokenAsync(reinstated.Assertion());
            return given.IsSuccessStatusCode;
        });
        foreach (var (process, path) in network.Doors)
        {
            var door = new Uri(process.Url, path);
            await Eventually.HoldsAsync($"{process.Name} accepts the reinstated member", async () => await reinstated.StatusAsync(HttpMethod.Get, door) == 200);
            Assert.Equal(401, await chad.StatusAsync(HttpMethod.Get, door));
        }
    }

    [Fact]
    public async Task Tokens_of_a_withdrawn_key_fail_on_every_process_within_5_seconds()
    {
        using var @operator = network.As("NETWORK/operator");
        using var somalia = network.As("SOM/customs");
        await EndsEverywhereAsync(somalia, () => @operator.PostAsync("/v1/members/SOM/keys/rotate", new JsonObject { ["compromised"] = true }, 200));

        // The next key signs at once, and is known as soon.
        using var after = network.As("SOM/customs");
        foreach (var (process, path) in network.Doors)
        {
            await Eventually.HoldsAsync($"{process.Name} accepts the new key",
                async () => await after.StatusAsync(HttpMethod.Get, new Uri(process.Url, path)) == 200);
        }
    }

    [Fact]
    public async Task Tokens_of_a_disabled_client_fail_on_every_process_within_5_seconds()
    {
        using var npc = network.As("CZE/npc");
        using var police = network.As("CZE/police");
        await EndsEverywhereAsync(police, () => npc.PostAsync("/v1/members/CZE/clients/police/disable", null, 200));
        Assert.Equal(200, await npc.StatusAsync("/v1/cases"));
    }

    [Fact]
    public async Task A_file_of_places_is_taken_through_the_gateway_from_the_operator_alone()
    {
        using var @operator = network.As("NETWORK/operator");
        using var customs = network.As("KEN/customs");
        // More than any other body may have, so that the gateway has to know that this one may.
        var lines = string.Concat(Enumerable.Range(0, 26 * 26 * 26).Select(i =>
            $",CZ,{(char)('A' + (i / 676))}{(char)('A' + (i / 26 % 26))}{(char)('A' + (i % 26))},{new string('x', 90)},Place {i},,--3-----,RL,2201,,,\n"));
        Assert.Equal(403, await ImportAsync(customs, ",CZ,QQQ,Elsewhere,Elsewhere,,--3-----,RL,2201,,,\n"));
        Assert.Equal(422, await ImportAsync(@operator, $"{lines}short\n"));
        Assert.DoesNotContain("Place 17575", (await customs.GetAsync("/v1/places?q=CZZZZ")).ToJsonString());
        Assert.Equal(200, await ImportAsync(@operator, lines));
        await Eventually.HoldsAsync("its last place is found", async () => (await customs.GetAsync("/v1/places?q=CZZZZ"))["items"]!.AsArray().Count == 1);
        Assert.Equal(413, await ImportAsync(@operator, new string('x', (32 * 1024 * 1024) + 1)));
    }

    [Fact]
    public async Task Hostile_tokens_are_refused_at_the_gateway_and_at_every_service()
    {
        using var @operator = network.As("NETWORK/operator");
        using var rwanda = new TestIssuer("RWA", publicUrl: "https://issuer.rwa.example");
        using var burundi = new TestIssuer("BDI", publicUrl: "https://issuer.bdi.example");
        foreach (var issuer in new[] { rwanda, burundi })
        {
            await @operator.PostAsync("/v1/members", new JsonObject
            {
                ["code"] = issuer.Member,
                ["kind"] = "state",
                ["name"] = issuer.Member,
                ["federation"] = new JsonObject { ["issuer"] = issuer.Issuer, ["jwks"] = JsonNode.Parse(issuer.Trust.Jwks) },
            });
        }

        var accepted = new List<string>();
        foreach (var (process, path) in network.Doors)
        {
            await Eventually.HoldsAsync($"{process.Name} accepts the member's good token", async () => await StatusAsync(process, path, rwanda.Token()) == 200);
            await Eventually.HoldsAsync($"{process.Name} accepts the other's good token", async () => await StatusAsync(process, path, burundi.Token()) == 200);
            foreach (var (name, token) in rwanda.HostileTokens(burundi))
            {
                if (await StatusAsync(process, path, token) is not 401 and var status) accepted.Add($"{process.Name}: {name} gets {status}");
            }
        }
        Assert.Empty(accepted);
    }

    [Fact]
    public async Task An_assertion_is_good_once_whichever_process_it_is_shown_to()
    {
        using var customs = network.As("KEN/customs");
        var assertion = customs.Assertion();
        var (first, second) = (new Uri(network.Identity.Url, customs.TokenEndpoint.AbsolutePath), new Uri(network.SecondIdentity.Url, customs.TokenEndpoint.AbsolutePath));
        using (var given = await customs.AskForTokenAsync(assertion, first)) Assert.Equal(200, (int)given.StatusCode);
        foreach (var endpoint in new[] { second, first, customs.TokenEndpoint })
            await RefusedAsync(() => customs.AskForTokenAsync(assertion, endpoint), endpoint.ToString());

        // At the same instant to both, one wins.
        var raced = customs.Assertion();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => customs.AskForTokenAsync(raced, i % 2 == 0 ? first : second)));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_client_proves_itself_to_its_own_issuer_by_its_own_key_alone()
    {
        using var kenya = network.As("KEN/customs");
        using var uganda = network.As("UGA/customs");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(uganda.Issuer), uganda.TokenEndpoint), "a client of another member");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(uganda.Issuer)), "an assertion made out to another issuer");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(kenya.TokenEndpoint.ToString())), "an assertion made out to the token endpoint");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(with: stranger)), "another key");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(type: "JWT")), "another type");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(life: TimeSpan.FromHours(1))), "a long life");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.Assertion(life: TimeSpan.FromMinutes(-10))), "an expired assertion");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.TokenEndpoint, new() { ["client_secret"] = "secret" }), "a client secret");
        await RefusedAsync(() => kenya.AskForTokenAsync(kenya.TokenEndpoint, []), "no proof");
    }

    [Fact]
    public async Task A_token_without_the_scope_is_forbidden()
    {
        using var police = network.As("KEN/police");
        Assert.Equal(403, await police.StatusAsync(HttpMethod.Post, new Uri("/v1/subscriptions", UriKind.Relative), new JsonObject()));
        Assert.Equal(403, await police.StatusAsync(HttpMethod.Post, new Uri("/v1/members/UGA/suspend", UriKind.Relative), new JsonObject { ["reason"] = "x" }));
    }

    /// <summary>The party's token opens every door, until what is done; then none, and its live stream ends.</summary>
    private async Task EndsEverywhereAsync(Party party, Func<Task> what)
    {
        foreach (var (process, path) in network.Doors) Assert.Equal(200, await party.StatusAsync(HttpMethod.Get, new Uri(process.Url, path)));
        await using var stream = await AlertStream.OpenAsync(party);
        await what();
        var watch = Stopwatch.StartNew();
        foreach (var (process, path) in network.Doors)
        {
            await Eventually.HoldsAsync($"{process.Name} refuses the token",
                async () => await party.StatusAsync(HttpMethod.Get, new Uri(process.Url, path)) == 401, SuspendedWithin - watch.Elapsed);
        }
        await Eventually.HoldsAsync("the live stream ends", () => stream.HasEnded, SuspendedWithin - watch.Elapsed);
    }

    private static async Task<int> ImportAsync(Party party, string file)
    {
        using var content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv");
        using var answer = await party.SendAsync(HttpMethod.Post, new Uri("/v1/places/import", UriKind.Relative), content);
        return (int)answer.StatusCode;
    }

    private static async Task<int> StatusAsync(ServiceProcess process, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await process.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static async Task RefusedAsync(Func<Task<HttpResponseMessage>> ask, string what)
    {
        using var answer = await ask();
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.Unauthorized, $"{what}: {answer.StatusCode} {text}");
        Assert.Equal("invalid_client", JsonNode.Parse(text)!["error"]!.GetValue<string>());
    }
}
