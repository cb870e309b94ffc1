using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class AssertionTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Proves_the_client_to_its_own_issuer_alone()
    {
        var before = TimeProvider.System.GetUtcNow();
        var run = await Run.Of(exchange, "token", "KEN/customs");
        Assert.Equal(0, run.Exit);

        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(exchange.Assertion, new TokenValidationParameters
        {
            ValidIssuer = "KEN/customs",
            ValidAudience = "https://exchange.example/identity/ken",
            ValidTypes = ["client-authentication+jwt"],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKey = new ECDsaSecurityKey(exchange.ClientKey),
        });
        Assert.True(result.IsValid, result.Exception?.Message);

        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal("KEN/customs", token.Subject);
        Assert.Equal("https://exchange.example/identity/ken", Assert.Single(token.Audiences));
        Assert.True(token.ValidTo - token.IssuedAt <= TimeSpan.FromSeconds(60), "lives at most 60 seconds");
        Assert.InRange(token.IssuedAt, before.UtcDateTime.AddSeconds(-1), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
        Assert.False(token.TryGetHeaderValue<object>("jwk", out _));
    }

    [Fact]
    public async Task Is_never_the_same_twice()
    {
        await Run.Of(exchange, "token", "KEN/customs");
        var first = new JsonWebToken(exchange.Assertion).Id;
        await Run.Of(exchange, "token", "KEN/customs");
        Assert.NotEmpty(first);
        Assert.NotEqual(first, new JsonWebToken(exchange.Assertion).Id);
    }

    [Fact]
    public async Task Is_not_made_with_a_key_of_another_kind()
    {
        exchange.WriteProfile("KEN", "rsa", privateKey: new { kty = "oct", k = "c2VjcmV0" });
        var run = await Run.Of(exchange, "token", "KEN/rsa");
        Assert.Equal(2, run.Exit);
        Assert.Contains("no private P-256 key", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://issuer.example/connect/token")]
    [InlineData("ftp://127.0.0.1/token")]
    public async Task Is_not_sent_in_clear_to_another_machine(string endpoint)
    {
        exchange.WriteProfile("KEN", "plain", tokenEndpoint: endpoint);
        var run = await Run.Of(exchange, "token", "KEN/plain");
        Assert.Equal(2, run.Exit);
        Assert.Contains("must be https", run.Error, StringComparison.Ordinal);
    }
}
