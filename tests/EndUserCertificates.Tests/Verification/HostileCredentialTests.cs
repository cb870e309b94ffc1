using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Credentials;
using Exchange.EndUserCertificates.Keys;
using Exchange.Testing;
using Exchange.Testing.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Verification;

/// <summary>Whatever is shown as a certificate gets a verdict that says which check failed, or a 4xx; never a 500, never authentic.</summary>
[Collection(OnPostgres.Name)]
public sealed class HostileCredentialTests(PostgresHost shared)
{
    private CertificateHost Host => shared.Host;

    [Theory]
    [InlineData("alg none", "algorithm")]
    [InlineData("alg none, no signature", "algorithm")]
    [InlineData("alg HS256", "algorithm")]
    [InlineData("an embedded jwk", "embedded_key")]
    [InlineData("a jku", "embedded_key")]
    [InlineData("a kid with a path", "key_id")]
    [InlineData("a kid with SQL", "key_id")]
    [InlineData("no kid", "key_id")]
    [InlineData("an access token", "key_id type")]
    [InlineData("a status list", "type")]
    [InlineData("its receipt", "type")]
    [InlineData("the claims altered", "signature")]
    [InlineData("the signature of another", "signature")]
    [InlineData("another State's claims", "unknown_key")]
    [InlineData("truncated", "malformed signature")]
    [InlineData("nothing", "malformed")]
    [InlineData("not ASCII", "malformed")]
    public async Task A_hostile_credential_is_never_authentic(string what, string codes)
    {
        var issued = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        var other = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        await Host.PostAsync("CZE/licensing", "/v1/certificates",
            Host.Certificate(("endUser", new JsonObject { ["name"] = "Example", ["address"] = "4 Example Lane", ["state"] = "CZE" })), HttpStatusCode.Created);
        var credential = issued.Text("credential");
        var parts = credential.Split('.');
        var header = Decode(parts[0]);
        var claims = Decode(parts[1]);
        var hostile = what switch
        {
            "alg none" => $"{Encode(With(header, "alg", "none"))}.{parts[1]}.{parts[2]}",
            "alg none, no signature" => $"{Encode(With(header, "alg", "none"))}.{parts[1]}.",
            "alg HS256" => $"{Encode(With(header, "alg", "HS256"))}.{parts[1]}.{parts[2]}",
            "an embedded jwk" => $"{Encode(With(header, "jwk", new JsonObject { ["kty"] = "EC" }))}.{parts[1]}.{parts[2]}",
            "a jku" => $"{Encode(With(header, "jku", "https://example.org/keys"))}.{parts[1]}.{parts[2]}",
            "a kid with a path" => $"{Encode(With(header, "kid", "../../../etc/passwd"))}.{parts[1]}.{parts[2]}",
            "a kid with SQL" => $"{Encode(With(header, "kid", "' OR 1=1 --"))}.{parts[1]}.{parts[2]}",
            "no kid" => $"{Encode(With(header, "kid", null))}.{parts[1]}.{parts[2]}",
            "an access token" => Host.Network.Token("TCD/licensing"),
            "a status list" => await Host.Host.Client.GetStringAsync(new Uri(claims["status"]!["status_list"]!["uri"]!.GetValue<string>()).AbsolutePath),
            "its receipt" => (await VerifyAsync(new { credential })).Text("receipt"),
            "the claims altered" => $"{parts[0]}.{Encode(With(claims, "sub", other.Text("id")))}.{parts[2]}",
            "the signature of another" => $"{parts[0]}.{parts[1]}.{other.Text("credential").Split('.')[2]}",
            "another State's claims" => $"{parts[0]}.{Encode(With(claims, "iss", "http://127.0.0.1:8080/v1/members/CZE"))}.{parts[2]}",
            "truncated" => credential[..^7],
            "nothing" => " ",
            "not ASCII" => "é.é.é",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
        var verdict = await VerifyAsync(new { credential = hostile });
        Assert.Equal("signature_invalid", verdict.Text("verdict"));
        var failed = verdict["checks"]!.AsArray().Select(c => c!.AsObject()).Single(c => c.Text("outcome") == "fail");
        Assert.Equal("signature", failed.Text("check"));
        Assert.Contains(failed.Text("code"), codes.Split(' '));
        Assert.Null(verdict["certificate"]);
    }

    [Theory]
    [InlineData("https://elsewhere.example/v1/members/TCD")]
    [InlineData("http://127.0.0.1:8080/v1/members/XXX")]
    [InlineData("http://127.0.0.1:8080/v1/members/TCD/")]
    [InlineData("http://127.0.0.1:8080/identity/tcd")]
    public async Task An_issuer_that_is_no_member_is_not_trusted(string issuer)
    {
        var credential = (await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created)).Text("credential").Split('.');
        var verdict = await VerifyAsync(new { credential = $"{credential[0]}.{Encode(With(Decode(credential[1]), "iss", issuer))}.{credential[2]}" });
        Assert.Equal("issuer_not_trusted", verdict.Text("verdict"));
    }

    [Fact]
    public async Task A_credential_of_five_megabytes_is_too_large()
    {
        // A client that asks first whether it may go on: the host need not read what it refuses.
        using var client = new HttpClient(new DocumentCheck(new SocketsHttpHandler { Expect100ContinueTimeout = Eventually.Patience })) { BaseAddress = Host.Host.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Host.Network.Token("KEN/customs"));
        client.DefaultRequestHeaders.ExpectContinue = true;
        await client.PostAsync("/v1/certificates/verify", new { credential = new string('a', 5_000_000) }, HttpStatusCode.RequestEntityTooLarge);
        var problem = await Host.PostAsync("KEN/customs", "/v1/certificates/verify", new { credential = new string('a', 100_000) }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["credential"], problem.Fields());
    }

    [Fact]
    public async Task A_certificate_is_no_token()
    {
        var credential = (await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created)).Text("credential");
        using var client = Host.Host.As(credential);
        using var answer = await client.GetAsync("/v1/certificates");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_other_signature_over_the_same_claims_is_as_good()
    {
        // ES256: (r, n - s) is a signature too. What counts is what was signed, not how the signature is written.
        var issued = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        var parts = issued.Text("credential").Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        var order = new System.Numerics.BigInteger(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);
        var twin = (order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        twin.CopyTo(signature.AsSpan(64 - twin.Length));
        var verdict = await VerifyAsync(new { credential = $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}" });
        Assert.Equal("authentic", verdict.Text("verdict"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"sub":"ID"}""")]
    [InlineData("""{"sub":"ID","euc":null}""")]
    [InlineData("""{"sub":"ID","euc":7}""")]
    [InlineData("""{"sub":"ID","euc":{}}""")]
    [InlineData("""{"sub":"ID","euc":{"number":7}}""")]
    [InlineData("""{"sub":"ID","euc":{"number":"1","goods":{}}}""")]
    [InlineData("""{"sub":"ID","euc":{"number":"1","goods":[{"line":1,"quantity":"many"}]}}""")]
    [InlineData("""{"sub":"ID","euc":{"number":"1","exporter":{"name":"Another"}}}""")]
    [InlineData("""{"sub":["ID"],"euc":{"number":"1"}}""")]
    [InlineData("""{"sub":"no id","euc":{"number":"1"}}""")]
    public async Task What_a_State_signed_and_is_no_certificate_was_not_issued(string claims)
    {
        var issued = await Host.PostAsync("TCD/licensing", "/v1/certificates", Host.Certificate(), HttpStatusCode.Created);
        var payload = JsonNode.Parse(claims.Replace("ID", issued.Text("id"), StringComparison.Ordinal))!.AsObject();
        payload["iss"] = "http://127.0.0.1:8080/v1/members/TCD";
        var credential = await Host.Host.Services.GetRequiredService<CertificateKeys>()
            .SignAsync("TCD", CredentialTypes.Certificate, JsonSerializer.SerializeToUtf8Bytes(payload), CancellationToken.None);
        var verdict = await VerifyAsync(new { credential });
        Assert.Equal("not_issued", verdict.Text("verdict"));
        Assert.Null(verdict["certificate"]);
    }

    [Theory]
    [InlineData("", "not_an_extract")]
    [InlineData("https://example.org/", "not_an_extract")]
    [InlineData("EUC1:", "malformed")]
    [InlineData("EUC2:a.b.c", "not_an_extract")]
    public async Task A_QR_code_of_something_else_is_no_certificate(string qr, string code)
    {
        var verdict = await VerifyAsync(new { qr });
        Assert.Equal("signature_invalid", verdict.Text("verdict"));
        Assert.Equal(code, verdict["checks"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_guesses_is_stopped_and_who_verifies_is_not()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Sqlite, settings: new() { ["EndUserCertificates:MostMissedVerifications"] = "3" });
        var issued = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(), HttpStatusCode.Created);
        for (var i = 0; i < 3; i++) Assert.Equal("not_issued", (await GuessAsync("KEN/customs", HttpStatusCode.OK)).Text("verdict"));
        Assert.Equal("too-many-requests", (await GuessAsync("KEN/customs", HttpStatusCode.TooManyRequests)).Code());
        Assert.Equal("authentic", (await host.PostAsync("KEN/customs", "/v1/certificates/verify", new { credential = issued.Text("credential") }, HttpStatusCode.OK)).Text("verdict"));
        Assert.Equal("not_issued", (await GuessAsync("UGA/customs", HttpStatusCode.OK)).Text("verdict"));

        Task<JsonObject> GuessAsync(string identity, HttpStatusCode expected) => host.PostAsync(identity, "/v1/certificates/verify",
            new { number = $"{Random.Shared.Next()}", issuingState = "TCD", documentHash = new string('0', 64) }, expected);
    }

    private Task<JsonObject> VerifyAsync(object question) => Host.PostAsync("UGA/customs", "/v1/certificates/verify", question, HttpStatusCode.OK);

    private static JsonObject Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonObject With(JsonObject json, string property, JsonNode? value)
    {
        json = json.DeepClone().AsObject();
        if (value is null) json.Remove(property);
        else json[property] = value;
        return json;
    }
}
