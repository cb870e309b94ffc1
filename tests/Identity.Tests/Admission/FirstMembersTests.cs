using System.Net;
using System.Text.Json.Nodes;
using Exchange.Identity.Data;
using Exchange.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.Identity.Tests.Admission;

public sealed class FirstMembersTests
{
    [Fact]
    public async Task Are_admitted_once_by_replicas_that_start_at_once_on_an_empty_database()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Postgres, IdentityModule.Name);
        var key = Path.Combine(storage.Folder, "kek");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));

        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => IdentityHost.StartAsync(Provider.Postgres, storage))));
        try
        {
            await using var scope = replicas[0].Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            string[] codes = ["CZE", "EAC", "ECOWAS", "KEN", "NETWORK", "SOM", "TCD", "TZA", "UGA"];
            Assert.Equal(codes, (await db.Members.Select(m => m.Code).ToListAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(codes, (await db.Keys.Select(k => k.Member).ToListAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(["EAC", "ECOWAS"], (await db.Groups.Select(g => g.Code).ToListAsync()).Order(StringComparer.Ordinal));
            // The keys of the profiles are those that were stored, whichever replica stored them.
            foreach (var replica in replicas)
            {
                foreach (var code in codes)
                {
                    var identity = code == "NETWORK" ? "operator" : code.Length > 3 || code == "EAC" ? "secretariat" : "customs";
                    Assert.NotNull((await replica.AskAsync(replica[$"{code}/{identity}"])).Token);
                }
            }
        }
        finally
        {
            foreach (var replica in replicas) await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task Are_the_operator_alone_by_a_file_of_its_public_keys()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, IdentityModule.Name);
        var file = Path.Combine(storage.Folder, "operator.jwks");
        var (key, jwks) = Jwt.NewKeys();
        await File.WriteAllTextAsync(file, jwks.ToJsonString());
        var settings = new Dictionary<string, string?> { ["Identity:SampleMembers"] = "false", ["Identity:OperatorJwksFile"] = file };

        await using (var host = await IdentityHost.StartAsync(Provider.Sqlite, storage, settings))
        {
            var token = (await host.AskAsync(Operator(key))).Token!;
            Assert.Equal(["network:operate", "places:read", "places:write"], ((string)Jwt.Part(token, 1)["scope"]!).Split(' ').Order());
            using var oper = host.As(token);
            await Eventually.HoldsAsync("the operator's token is accepted", async () => (await oper.GetAsync("/v1/members")).StatusCode == HttpStatusCode.OK);
            var members = JsonNode.Parse(await oper.GetStringAsync("/v1/members"))!["items"]!.AsArray();
            Assert.Equal("NETWORK", (string?)Assert.Single(members)!["code"]);
            Assert.False(Directory.Exists(IdentityHost.Profiles(storage)), "No private key is made for whoever brings their own.");
        }

        // The operator brings another key: from the next start it is this one, and no longer the first.
        var (next, nextJwks) = Jwt.NewKeys("2");
        await File.WriteAllTextAsync(file, nextJwks.ToJsonString());
        await using var again = await IdentityHost.StartAsync(Provider.Sqlite, storage, settings);
        Assert.NotNull((await again.AskAsync(Operator(next))).Token);
        Assert.Equal("invalid_client", (await again.AskAsync(Operator(key))).Error);
    }

    [Theory]
    [InlineData("""{ "keys": [] }""")]
    [InlineData("""{ "keys": [ { "kty": "oct", "kid": "1", "k": "c2VjcmV0" } ] }""")]
    public async Task Are_none_by_a_file_that_holds_no_public_keys(string jwks)
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, IdentityModule.Name);
        var file = Path.Combine(storage.Folder, "operator.jwks");
        await File.WriteAllTextAsync(file, jwks);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            IdentityHost.StartAsync(Provider.Sqlite, storage, new() { ["Identity:SampleMembers"] = "false", ["Identity:OperatorJwksFile"] = file }));

        Assert.StartsWith(file, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Tokens_of_a_disabled_client_are_refused_on_every_process(Provider provider)
    {
        await using var host = await IdentityHost.StartAsync(provider);
        await using var other = await IdentityHost.StartAsync(provider, host.Storage);
        using var npc = await host.AsAsync("UGA/npc");
        using var police = await host.AsAsync("UGA/police");
        using var customs = await other.AsAsync("UGA/customs");
        using var elsewhere = other.As(police.DefaultRequestHeaders.Authorization!.Parameter!);
        await Answers(elsewhere, HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, (await npc.PostAsync("/v1/members/UGA/clients/police/disable", null)).StatusCode);

        await Answers(police, HttpStatusCode.Unauthorized);
        await Answers(elsewhere, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await customs.GetAsync("/v1/members")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await npc.PostAsync("/v1/members/UGA/clients/police/disable", null)).StatusCode);
    }

    private static Identity Operator(System.Security.Cryptography.ECDsa key) =>
        new("network", $"{IdentityHost.PublicUrl}/identity/network", "NETWORK/operator", key);

    private static Task Answers(HttpClient client, HttpStatusCode status) => Eventually.HoldsAsync($"the answer is {status}", async () =>
    {
        using var response = await client.GetAsync("/v1/members");
        return response.StatusCode == status;
    }, within: TimeSpan.FromSeconds(5));
}
