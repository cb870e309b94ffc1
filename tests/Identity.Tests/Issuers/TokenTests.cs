using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Testing;
using Xunit;

namespace Exchange.Identity.Tests.Issuers;

public sealed class TokenTests(SampleNetwork network) : IClassFixture<SampleNetwork>
{
    private readonly IdentityHost host = network.Host;

    [Fact]
    public async Task Speaks_for_the_member_its_authority_and_functions()
    {
        var answer = await host.AskAsync(host["KEN/customs"]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(Jwt.Verifies(answer.Token!, await host.KeysAsync("ken")));
        Assert.Equal(("ES256", "at+jwt"), ((string?)answer.Header["alg"], (string?)answer.Header["typ"]));
        Assert.Equal($"{IdentityHost.PublicUrl}/identity/ken", (string?)answer.Claims["iss"]);
        Assert.Equal("exchange", (string?)answer.Claims["aud"]);
        Assert.Equal("KEN/customs", (string?)answer.Claims["sub"]);
        Assert.Equal("KEN", (string?)answer.Claims["member"]);
        Assert.Equal("customs", (string?)answer.Claims["authority"]);
        Assert.Equal(["customs", "border_control"], answer.Claims["functions"]!.AsArray().Select(f => (string)f!));
        Assert.Equal(600, (long)answer.Claims["exp"]! - (long)answer.Claims["iat"]!);
        Assert.Equal(SampleIdentities.OfState[0].Scopes.Order(), ((string)answer.Claims["scope"]!).Split(' ').Order());
    }

    [Fact]
    public async Task Names_a_single_function_as_an_array_too() =>
        Assert.Equal(["licensing"], (await host.AskAsync(host["TCD/licensing"])).Claims["functions"]!.AsArray().Select(f => (string)f!));

    [Fact]
    public async Task Bears_no_more_scopes_than_were_asked_for() =>
        Assert.Equal("cases:read", (string?)(await host.AskAsync(host["KEN/customs"], scope: "cases:read")).Claims["scope"]);

    [Theory]
    [InlineData("no:such")]
    [InlineData("network:operate")]
    [InlineData("cases:read network:operate")]
    [InlineData("openid")]
    public async Task Refuses_a_scope_that_the_client_does_not_have(string scope)
    {
        var answer = await host.AskAsync(host["KEN/customs"], scope: scope);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope", null), (answer.Status, answer.Error, answer.Token));
    }

    [Fact]
    public async Task Gives_nothing_that_outlives_the_token()
    {
        var answer = await host.AskAsync(host["KEN/customs"], scope: "cases:read offline_access");

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Token));
        Assert.Null((await host.AskAsync(host["KEN/customs"])).Body["refresh_token"]);
    }

    public static TheoryData<string> Hostile => [.. HostileAssertions().Keys];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Refuses_an_assertion_with(string fault)
    {
        var customs = host["KEN/customs"];
        var answer = await host.AskAsync(customs, HostileAssertions()[fault](host));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client", null), (answer.Status, answer.Error, answer.Token));
    }

    private static Dictionary<string, Func<IdentityHost, string>> HostileAssertions()
    {
        static Func<IdentityHost, string> Claims(Action<JsonObject> change) => host => host["KEN/customs"].Assertion(change);
        static Func<IdentityHost, string> Header(Action<JsonObject> change) => host => host["KEN/customs"].Assertion(header: change);
        static long In(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        return new()
        {
            ["another issuer as aud"] = Claims(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/uga"),
            ["the token endpoint as aud"] = Claims(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/ken/connect/token"),
            ["aud with a slash more"] = Claims(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/ken/"),
            ["aud in capitals"] = Claims(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/KEN"),
            ["a second aud"] = Claims(c => c["aud"] = new JsonArray($"{IdentityHost.PublicUrl}/identity/ken", $"{IdentityHost.PublicUrl}/identity/uga")),
            ["no aud"] = Claims(c => c.Remove("aud")),
            ["an end too far ahead"] = Claims(c => c["exp"] = In(90)),
            ["an end in the past"] = Claims(c => c["exp"] = In(-1)),
            ["no end"] = Claims(c => c.Remove("exp")),
            ["no jti"] = Claims(c => c.Remove("jti")),
            ["an empty jti"] = Claims(c => c["jti"] = ""),
            ["a jti without end"] = Claims(c => c["jti"] = new string('x', 201)),
            ["another iss"] = Claims(c => c["iss"] = "KEN/police"),
            ["another sub"] = Claims(c => c["sub"] = "KEN/police"),
            ["no sub"] = Claims(c => c.Remove("sub")),
            ["no iss"] = Claims(c => c.Remove("iss")),
            ["typ JWT"] = Header(h => h["typ"] = "JWT"),
            ["the typ of an access token"] = Header(h => h["typ"] = "at+jwt"),
            ["no typ"] = Header(h => h.Remove("typ")),
            ["alg none"] = host => host["KEN/customs"] is var k ? Jwt.Sign(new() { ["alg"] = "none", ["typ"] = "client-authentication+jwt" }, k.Claims(), _ => []) : "",
            ["HS256 with the public key"] = host => host["KEN/customs"] is var k ? Jwt.Sign(
                new() { ["alg"] = "HS256", ["typ"] = "client-authentication+jwt" }, k.Claims(), c => HMACSHA256.HashData(k.Key.ExportSubjectPublicKeyInfo(), c)) : "",
            ["another key"] = host => host["KEN/customs"].Assertion(key: ECDsa.Create(ECCurve.NamedCurves.nistP256)),
            ["the key of another authority"] = host => host["KEN/customs"].Assertion(key: host["KEN/police"].Key),
            ["the key of the same authority elsewhere"] = host => host["KEN/customs"].Assertion(key: host["UGA/customs"].Key),
            ["another member's client"] = host => host["UGA/customs"].Assertion(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/ken"),
            ["an altered claim"] = host => host["KEN/customs"].Assertion().Split('.') is var parts
                ? $"{parts[0]}.{host["KEN/customs"].Assertion().Split('.')[1]}.{parts[2]}" : "",
            ["no form"] = _ => "not.an.assertion",
            ["nothing"] = _ => "",
        };
    }

    [Fact]
    public async Task Refuses_a_client_at_another_members_issuer()
    {
        var customs = host["KEN/customs"];
        var answer = await host.AskAsync("uga", customs.Form(customs.Assertion(c => c["aud"] = $"{IdentityHost.PublicUrl}/identity/uga")));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("KEN/nobody")]
    [InlineData("KEN/customs\n")]
    [InlineData("ken/customs")]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    public async Task Refuses_an_unknown_client(string clientId)
    {
        var form = host["KEN/customs"].Form(host["KEN/customs"].Assertion(c => (c["iss"], c["sub"]) = (clientId, clientId)));
        form["client_id"] = clientId;

        var answer = await host.AskAsync("ken", form);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Refuses_a_form_that_cannot_be_read()
    {
        var form = host["KEN/customs"].Form();
        form["client_id"] = "KEN/customs\0";

        var answer = await host.AskAsync("ken", form);

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.Status, answer.Token));
    }

    [Fact]
    public async Task Refuses_a_client_secret_in_the_form()
    {
        var answer = await host.AskAsync("ken", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "KEN/customs", ["client_secret"] = "secret",
        });

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Refuses_a_client_secret_in_the_header()
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString("KEN/customs")}:secret")));

        Assert.Equal("invalid_client", (await host.AskAsync("ken", form, r => r.Headers.Authorization = basic)).Error);
    }

    [Fact]
    public async Task Refuses_a_client_that_says_only_its_name()
    {
        var answer = await host.AskAsync("ken", new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "KEN/customs" });

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Refuses_a_secret_beside_a_good_assertion()
    {
        var form = host["KEN/customs"].Form();
        form["client_secret"] = "secret";

        Assert.Null((await host.AskAsync("ken", form)).Token);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("refresh_token")]
    [InlineData("authorization_code")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer")]
    public async Task Offers_no_other_flow(string grant)
    {
        var form = host["KEN/customs"].Form();
        form["grant_type"] = grant;
        form["username"] = form["password"] = form["refresh_token"] = form["code"] = form["device_code"] = form["assertion"] = "x";

        var answer = await host.AskAsync("ken", form);

        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_grant_type", null), (answer.Status, answer.Error, answer.Token));
    }

    [Fact]
    public async Task Uses_no_assertion_twice_even_at_once()
    {
        var customs = host["KEN/customs"];
        var assertion = customs.Assertion();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.AskAsync(customs, assertion)));

        Assert.Single(answers, a => a.Token is not null);
        Assert.All(answers.Where(a => a.Token is null), a => Assert.Equal("invalid_client", a.Error));
    }

    [Fact]
    public async Task Lets_two_clients_use_the_same_jti()
    {
        var jti = Guid.CreateVersion7().ToString();
        var first = await host.AskAsync(host["KEN/customs"], host["KEN/customs"].Assertion(c => c["jti"] = jti));
        var second = await host.AskAsync(host["KEN/police"], host["KEN/police"].Assertion(c => c["jti"] = jti));

        Assert.NotNull(first.Token);
        Assert.NotNull(second.Token);
    }
}

public sealed class UsedAssertionTests
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Are_refused_on_another_process_and_after_a_restart(Provider provider)
    {
        await using var first = await IdentityHost.StartAsync(provider);
        var customs = first["KEN/customs"];
        var assertion = customs.Assertion();
        Assert.NotNull((await first.AskAsync(customs, assertion)).Token);

        await using (var second = await IdentityHost.StartAsync(provider, first.Storage))
        {
            Assert.Equal("invalid_client", (await second.AskAsync(customs, assertion)).Error);
            Assert.NotNull((await second.AskAsync(customs)).Token);
        }
    }
}
