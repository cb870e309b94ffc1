using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Exchange.Identity.Tests.Issuers;

public sealed class IssuerTests(SampleNetwork network) : IClassFixture<SampleNetwork>
{
    private readonly IdentityHost host = network.Host;

    [Theory]
    [InlineData("ken")]
    [InlineData("ecowas")]
    [InlineData("network")]
    public async Task Describes_itself(string segment)
    {
        var issuer = $"{IdentityHost.PublicUrl}/identity/{segment}";
        var document = JsonNode.Parse(await host.Client.GetStringAsync($"/identity/{segment}/.well-known/openid-configuration"))!;

        Assert.Equal(issuer, (string?)document["issuer"]);
        Assert.Equal($"{issuer}/connect/token", (string?)document["token_endpoint"]);
        Assert.Equal($"{issuer}/jwks", (string?)document["jwks_uri"]);
        Assert.Equal(["client_credentials"], document["grant_types_supported"]!.AsArray().Select(g => (string)g!));
        Assert.Equal(["private_key_jwt"], document["token_endpoint_auth_methods_supported"]!.AsArray().Select(m => (string)m!));
        Assert.Null(document["authorization_endpoint"]);
    }

    [Fact]
    public async Task Repeats_no_forged_host()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/ken/.well-known/openid-configuration");
        request.Headers.Host = "attacker.example";
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("attacker", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_keys_of_its_own()
    {
        var kids = new List<string>();
        foreach (var segment in (string[])["ken", "uga", "tza", "som", "cze", "tcd", "eac", "ecowas", "network"])
        {
            var key = Assert.Single((await host.KeysAsync(segment))["keys"]!.AsArray())!;
            Assert.Equal(("EC", "P-256", "ES256", "sig"), ((string?)key["kty"], (string?)key["crv"], (string?)key["alg"], (string?)key["use"]));
            Assert.Null(key["d"]);
            kids.Add((string)key["kid"]!);
        }
        Assert.Equal(kids.Count, kids.Distinct().Count());
        Assert.False(Jwt.Verifies(await host.TokenAsync("KEN/customs"), await host.KeysAsync("uga")));
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/connect/token")]
    [InlineData("/jwks")]
    [InlineData("/identity/.well-known/openid-configuration")]
    [InlineData("/identity/connect/token")]
    [InlineData("/identity/jwks")]
    [InlineData("/identity/KEN/.well-known/openid-configuration")]
    [InlineData("/identity/rwa/.well-known/openid-configuration")]
    [InlineData("/identity//jwks")]
    [InlineData("/identity/ken")]
    [InlineData("/identity/ken/")]
    [InlineData("/identity/ken/connect/authorize")]
    [InlineData("/identity/ken/connect/introspect")]
    [InlineData("/identity/ken/connect/revocation")]
    [InlineData("/identity/ken/ken/jwks")]
    [InlineData("/Identity/ken/jwks")]
    [InlineData("/v1/identity/ken/jwks")]
    public async Task Answers_nowhere_else(string path)
    {
        using var get = await host.Client.GetAsync(path);
        using var post = await host.Client.PostAsync(path, new FormUrlEncodedContent(host["KEN/customs"].Form()));

        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
    }
}
