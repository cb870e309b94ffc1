using System.Security.Cryptography;
using System.Text;
using Exchange.Hosting.Trust;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Exchange.Hosting.Tests;

public sealed class MemberTokenHandlerTests : IDisposable
{
    private const string KenyaIssuer = "http://127.0.0.1/identity/ken";
    private const string UgandaIssuer = "http://127.0.0.1/identity/uga";
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly TrustDirectory trust = new();
    private readonly MemberTokenHandler handler;
    private readonly ECDsa kenya = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa kenyaNext = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa uganda = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public MemberTokenHandlerTests()
    {
        handler = new MemberTokenHandler(trust, clock);
        Know();
    }

    public void Dispose()
    {
        kenya.Dispose();
        kenyaNext.Dispose();
        uganda.Dispose();
    }

    private void Know(string kenyaStatus = MemberStatus.Active, DateTimeOffset? notBefore = null, params (ECDsa Key, string Id)[] kenyaKeys) => trust.Replace(
    [
        TrustDirectoryTests.Member("KEN", status: kenyaStatus, issuer: KenyaIssuer) with
        {
            Jwks = Jwks(kenyaKeys.Length > 0 ? kenyaKeys : [(kenya, "k1")]), NotIssuedBefore = notBefore,
        },
        TrustDirectoryTests.Member("UGA", issuer: UgandaIssuer) with { Jwks = Jwks([(uganda, "k1")]) },
    ], []);

    private static string Jwks(IEnumerable<(ECDsa Key, string Id)> keys) => $$"""{"keys":[{{string.Join(",", keys.Select(k =>
    {
        var p = k.Key.ExportParameters(false);
        return $$"""{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"{{k.Id}}","x":"{{Base64UrlEncoder.Encode(p.Q.X!)}}","y":"{{Base64UrlEncoder.Encode(p.Q.Y!)}}"}""";
    }))}}]}""";

    private string Token(
        ECDsa? key = null, string kid = "k1", string issuer = KenyaIssuer, object? member = null, string audience = "exchange", string type = "at+jwt", int minutes = 5) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = audience, TokenType = type,
            IssuedAt = clock.GetUtcNow().UtcDateTime, Expires = clock.GetUtcNow().UtcDateTime.AddMinutes(minutes),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "KEN/customs", ["member"] = member ?? "KEN", ["authority"] = "customs",
                ["functions"] = new[] { "customs", "border_control" }, ["scope"] = "cases:read cases:write",
            },
            SigningCredentials = new(new ECDsaSecurityKey(key ?? kenya) { KeyId = kid, CryptoProviderFactory = new() { CacheSignatureProviders = false } }, "ES256"),
        });

    private static string Unsigned(string header, string claims, string signature = "") =>
        $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims)}.{signature}";

    private async Task<bool> AcceptsAsync(string token) => (await handler.ValidateTokenAsync(token, new())).IsValid;

    [Fact]
    public async Task A_members_token_says_who_asks_in_one_way()
    {
        var result = await handler.ValidateTokenAsync(Token(), new());
        Assert.True(result.IsValid);
        Assert.Equal("KEN", result.ClaimsIdentity.FindFirst(ExchangeClaims.Member)!.Value);
        Assert.Equal("customs", result.ClaimsIdentity.FindFirst(ExchangeClaims.Authority)!.Value);
        Assert.Equal(["customs", "border_control"], result.ClaimsIdentity.FindAll(ExchangeClaims.Function).Select(c => c.Value));
        Assert.Equal(["cases:read", "cases:write"], result.ClaimsIdentity.FindAll(ExchangeClaims.Scope).Select(c => c.Value));
    }

    [Fact]
    public async Task A_token_says_the_same_each_time_whatever_was_done_with_what_it_said()
    {
        var token = Token();
        var first = (await handler.ValidateTokenAsync(token, new())).ClaimsIdentity;
        var said = first.Claims.Select(c => (c.Type, c.Value)).ToList();
        first.AddClaim(new(ExchangeClaims.Scope, "network:operate"));
        var second = (await handler.ValidateTokenAsync(token, new())).ClaimsIdentity;
        Assert.Equal(said, second.Claims.Select(c => (c.Type, c.Value)));
        Assert.True(second.IsAuthenticated);
    }

    [Fact]
    public async Task An_issuer_that_claims_another_State_is_refused() => Assert.False(await AcceptsAsync(Token(member: "UGA")));

    [Fact]
    public async Task An_issuer_that_claims_two_States_is_refused() => Assert.False(await AcceptsAsync(Token(member: new[] { "KEN", "UGA" })));

    [Fact]
    public async Task Another_issuers_key_is_refused_though_it_has_the_same_id() => Assert.False(await AcceptsAsync(Token(key: uganda)));

    [Fact]
    public async Task An_unknown_issuer_is_refused() => Assert.False(await AcceptsAsync(Token(issuer: "http://127.0.0.1/identity/xxx")));

    [Fact]
    public async Task An_issuer_in_other_letters_is_another_issuer() => Assert.False(await AcceptsAsync(Token(issuer: KenyaIssuer.ToUpperInvariant())));

    [Fact]
    public async Task An_unknown_key_id_is_refused() => Assert.False(await AcceptsAsync(Token(kid: "k9")));

    [Fact]
    public async Task A_token_without_a_key_id_is_refused() => Assert.False(await AcceptsAsync(Token(kid: "")));

    [Theory]
    [InlineData("other")]
    [InlineData("Exchange")]
    public async Task Another_audience_is_refused(string audience) => Assert.False(await AcceptsAsync(Token(audience: audience)));

    [Theory]
    [InlineData("JWT")]
    [InlineData("id_token")]
    [InlineData("client-authentication+jwt")]
    public async Task What_is_no_access_token_is_refused(string type) => Assert.False(await AcceptsAsync(Token(type: type)));

    [Fact]
    public async Task A_token_lives_until_it_expires()
    {
        var token = Token(minutes: 5);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await AcceptsAsync(token), "within the skew of 30 seconds");
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await AcceptsAsync(token));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var claims = $$"""{"iss":"{{KenyaIssuer}}","aud":"exchange","sub":"x","member":"KEN"}""";
        var content = $"{Base64UrlEncoder.Encode("""{"alg":"ES256","typ":"at+jwt","kid":"k1"}""")}.{Base64UrlEncoder.Encode(claims)}";
        var signature = kenya.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Assert.False(await AcceptsAsync($"{content}.{Base64UrlEncoder.Encode(signature)}"));
    }

    [Fact]
    public async Task Algorithm_none_is_refused()
    {
        var claims = $$"""{"iss":"{{KenyaIssuer}}","aud":"exchange","sub":"x","member":"KEN","exp":{{clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}}}""";
        Assert.False(await AcceptsAsync(Unsigned("""{"alg":"none","typ":"at+jwt"}""", claims)));
        Assert.False(await AcceptsAsync(Unsigned("""{"alg":"none","typ":"at+jwt","kid":"k1"}""", claims)));
    }

    [Fact]
    public async Task A_public_key_used_as_a_shared_secret_is_refused()
    {
        var claims = $$"""{"iss":"{{KenyaIssuer}}","aud":"exchange","sub":"x","member":"KEN","exp":{{clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}}}""";
        var content = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"at+jwt","kid":"k1"}""")}.{Base64UrlEncoder.Encode(claims)}";
        var mac = HMACSHA256.HashData(kenya.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(content));
        Assert.False(await AcceptsAsync($"{content}.{Base64UrlEncoder.Encode(mac)}"));
    }

    [Fact]
    public async Task An_altered_token_is_refused()
    {
        var parts = Token().Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("cases:read", "network:operate", StringComparison.Ordinal);
        Assert.False(await AcceptsAsync($"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.e30")]
    public async Task What_is_no_token_is_refused(string text) => Assert.False(await AcceptsAsync(text));

    [Fact]
    public async Task A_suspended_member_is_refused_until_it_is_reinstated()
    {
        var token = Token();
        Assert.True(await AcceptsAsync(token));
        Know(MemberStatus.Suspended);
        Assert.False(await AcceptsAsync(token));
        Know();
        Assert.True(await AcceptsAsync(token));
    }

    [Fact]
    public async Task Keys_roll_with_overlap_and_a_withdrawn_one_is_refused()
    {
        var (old, next) = (Token(), Token(key: kenyaNext, kid: "k2"));
        Know(kenyaKeys: [(kenya, "k1"), (kenyaNext, "k2")]);
        Assert.True(await AcceptsAsync(old));
        Assert.True(await AcceptsAsync(next));
        Know(kenyaKeys: [(kenyaNext, "k2")]);
        Assert.False(await AcceptsAsync(old));
        Assert.True(await AcceptsAsync(next));
    }

    [Fact]
    public async Task Emergency_revocation_refuses_what_was_issued_before()
    {
        var old = Token();
        Assert.True(await AcceptsAsync(old));
        clock.Advance(TimeSpan.FromSeconds(2));
        Know(notBefore: clock.GetUtcNow());
        Assert.False(await AcceptsAsync(old));
        Assert.True(await AcceptsAsync(Token()));
    }
}
