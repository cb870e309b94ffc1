using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Exchange.Identity.Tests;

/// <summary>Every example of the documents is taken as it is.</summary>
public sealed class ExamplesTests(SampleNetwork network) : IClassFixture<SampleNetwork>
{
    private readonly IdentityHost host = network.Host;

    [Theory]
    [InlineData("POST", "/v1/members", "member", HttpStatusCode.Created)]
    [InlineData("POST", "/v1/members/TZA/clients", "member-client", HttpStatusCode.Created)]
    [InlineData("POST", "/v1/members/TCD/suspend", "member-suspension", HttpStatusCode.OK)]
    [InlineData("PUT", "/v1/members/CZE/points-of-contact", "points-of-contact", HttpStatusCode.OK)]
    [InlineData("PUT", "/v1/groups/EXC", "group", HttpStatusCode.Created)]
    [InlineData("POST", "/v1/members/SOM/keys/rotate", "key-rotation", HttpStatusCode.OK)]
    public async Task Is_taken(string method, string path, string example, HttpStatusCode status)
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        using var response = await oper.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = Read(example) });
        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.Created && method == "PUT") Assert.Equal(path, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Of_new_keys_is_taken_from_a_member_that_runs_its_own_issuer()
    {
        using var oper = await host.AsAsync("NETWORK/operator");
        var (_, jwks) = Jwt.NewKeys();
        using var admitted = await oper.PostAsJsonAsync("/v1/members", new JsonObject
        {
            ["code"] = "OWN", ["kind"] = "organization", ["name"] = "Organization with an issuer of its own",
            ["federation"] = new JsonObject { ["issuer"] = "https://login.own.example", ["jwks"] = jwks },
        });
        Assert.Equal(HttpStatusCode.Created, admitted.StatusCode);
        using var replaced = await oper.PutAsync("/v1/members/OWN/token-keys", Read("token-keys"));
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal(
            JsonNode.Parse(await Read("token-keys").ReadAsStringAsync())!["jwks"]!["keys"]![0]!["kid"]!.GetValue<string>(),
            (await host.Client.GetFromJsonAsync<JsonObject>("/v1/members/OWN/token-keys"))!["keys"]![0]!["kid"]!.GetValue<string>());
    }

    private static StringContent Read(string example, [CallerFilePath] string here = "") =>
        new(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "examples", $"{example}.json")), Encoding.UTF8, "application/json");
}
