using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Credentials;
using Microsoft.AspNetCore.Http;
using Spectre.Console;
using Xunit;

namespace Exchange.Cli.Tests;

/// <summary>What an officer at a border without a connection sees.</summary>
public sealed class OfflineTests(FakeExchange exchange) : IClassFixture<FakeExchange>, IDisposable
{
    private const string Network = "http://127.0.0.1:8080";
    private const string Uri = $"{Network}/v1/status-lists/TCD/1";

    private static readonly Guid Id = Guid.Parse("019ab3c4-5d6e-7f80-9123-456789abcdef");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private readonly string home = Directory.CreateTempSubdirectory("exchange-offline-").FullName;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_credential_is_authentic_and_its_facts_say_their_age()
    {
        Keep(keysFetched: Now.AddHours(-30), list: List(signed: Now.AddMinutes(-90)));
        var run = await VerifyAsync(Credential());
        Assert.Equal(0, run.Exit);
        Assert.StartsWith("AUTHENTIC: EUC-1 of TCD\nCZE exports to TCD, final destination TCD\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("(keys fetched 30 hours ago)", run.Out, StringComparison.Ordinal);
        Assert.Contains("(list signed 2 hours ago)", run.Out, StringComparison.Ordinal);
        Assert.Contains("not checked  quantity", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_QR_code_is_authentic_and_says_what_is_shipped()
    {
        Keep();
        var run = await VerifyAsync(Qr());
        Assert.Equal(0, run.Exit);
        Assert.Contains("line 1: 200 piece assault_rifle", run.Out, StringComparison.Ordinal);
        Assert.Equal("authentic", (await VerdictAsync(Qr())).Verdict);
    }

    public static TheoryData<string, string, string> Statuses => new()
    {
        { "revoked", "revoked", "revoked" },
        { "suspended", "suspended", "suspended" },
        { "revoked in a stale list", "revoked", "revoked" },
        { "stale", "status_unknown", "stale" },
        { "signed ahead", "status_unknown", "not_yet_valid" },
        { "none", "status_unknown", "no_status_list" },
        { "of another address", "status_unknown", "other_list" },
        { "signed by another", "status_unknown", "unknown_key" },
        { "altered", "status_unknown", "signature" },
        { "not a list", "status_unknown", "malformed" },
        { "too short", "status_unknown", "out_of_range" },
    };

    [Theory, MemberData(nameof(Statuses))]
    public async Task A_status_that_is_not_valid_is_never_authentic(string list, string verdict, string code)
    {
        Keep(list: list switch
        {
            "revoked" => List(TokenStatus.Invalid),
            "suspended" => List(TokenStatus.Suspended),
            "revoked in a stale list" => List(TokenStatus.Invalid, signed: Now.AddDays(-9), expires: Now.AddDays(-8)),
            "stale" => List(signed: Now.AddDays(-9), expires: Now.AddDays(-8)),
            "signed ahead" => List(signed: Now.AddDays(1)),
            "of another address" => List(uri: $"{Network}/v1/status-lists/TCD/2"),
            "signed by another" => List(by: another),
            "altered" => Altered(List()),
            "not a list" => "nothing",
            "too short" => List(places: 4),
            _ => null,
        });
        foreach (var text in new[] { Credential(), Qr() })
        {
            var result = await VerdictAsync(text);
            Assert.Equal((verdict, code), (result.Verdict, result.Codes["status"]));
        }
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "altered", "signature_invalid", "signature" },
        { "truncated", "signature_invalid", "malformed" },
        { "empty", "signature_invalid", "malformed" },
        { "of 5 MB", "signature_invalid", "too_long" },
        { "without a signature", "signature_invalid", "algorithm" },
        { "with its own key", "signature_invalid", "embedded_key" },
        { "signed by another", "signature_invalid", "unknown_key" },
        { "signed as something else", "signature_invalid", "type" },
        { "QR altered", "signature_invalid", "signature" },
        { "QR signed by another", "signature_invalid", "unknown_key" },
        { "QR truncated", "signature_invalid", "malformed" },
        { "of another network", "issuer_not_trusted", "issuer_not_trusted" },
        { "of a path", "issuer_not_trusted", "issuer_not_trusted" },
        { "of a State without keys", "issuer_not_trusted", "no_keys" },
        { "issuer is a number", "issuer_not_trusted", "issuer_not_trusted" },
        { "expired", "expired", "expired" },
        { "not yet valid", "not_yet_valid", "not_yet_valid" },
        { "without content", "not_issued", "content" },
        { "number is an object", "not_issued", "content" },
        { "subject is no id", "not_issued", "content" },
        { "without a status", "not_issued", "content" },
        { "status without a number", "not_issued", "content" },
        { "place is a text", "not_issued", "content" },
        { "place overflows", "not_issued", "content" },
        { "place is negative", "status_unknown", "out_of_range" },
        { "expiry is a text", "not_issued", "content" },
        { "expiry is beyond time", "not_issued", "content" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_text_gets_a_verdict_that_names_the_check(string what, string verdict, string code)
    {
        Keep();
        var result = await VerdictAsync(what switch
        {
            "altered" => Altered(Credential()),
            "truncated" => Credential()[..^90],
            "empty" => "",
            "of 5 MB" => $"e30.{new string('A', 5_000_000)}.AA",
            "without a signature" => $"{Encode("""{"alg":"none","typ":"euc+jwt"}""")}.{Credential().Split('.')[1]}.",
            "with its own key" => $"{Encode($$"""{"alg":"ES256","typ":"{{CredentialTypes.Certificate}}","kid":"{{CredentialKey.Of(another).Id}}","jwk":{{CredentialKey.Of(another).ToJwk()}}}""")}.{Credential().Split('.')[1]}.{Credential().Split('.')[2]}",
            "signed by another" => Credential(by: another),
            "signed as something else" => Credential(type: CredentialTypes.Receipt),
            "QR altered" => Altered(Qr()),
            "QR signed by another" => Qr(another),
            "QR truncated" => Qr()[..20],
            "of another network" => Credential(("iss", "http://elsewhere.example/v1/members/TCD")),
            "of a path" => Credential(("iss", $"{Network}/v1/members/../../TCD/..")),
            "of a State without keys" => Credential(("iss", $"{Network}/v1/members/KEN")),
            "issuer is a number" => Credential(("iss", 7)),
            "expired" => Credential(("exp", Now.AddDays(-1).ToUnixTimeSeconds())),
            "not yet valid" => Credential(("nbf", Now.AddDays(1).ToUnixTimeSeconds())),
            "without content" => Credential(("euc", null)),
            "number is an object" => Credential(("euc", new JsonObject { ["number"] = new JsonObject() })),
            "subject is no id" => Credential(("sub", "1; DROP TABLE")),
            "without a status" => Credential(("status", null)),
            "status without a number" => Credential(("status", Status(7, $"{Network}/v1/status-lists/TCD/"))),
            "place is a text" => Credential(("status", Status("7", Uri))),
            "place overflows" => Credential(("status", Status(1L << 40, Uri))),
            "place is negative" => Credential(("status", Status(-1, Uri))),
            "expiry is a text" => Credential(("exp", "tomorrow")),
            "expiry is beyond time" => Credential(("exp", long.MaxValue)),
            _ => throw new ArgumentException(what),
        });
        Assert.Equal(verdict, result.Verdict);
        Assert.Contains(code, result.Codes.Values);
    }

    [Fact]
    public async Task Keys_that_are_none_are_said_to_be_and_nothing_is_verified()
    {
        Keep();
        await File.WriteAllTextAsync(Path.Combine(home, "offline", "TCD", "keys.json"), """{"fetchedAt":"2026-01-01T00:00:00Z","jwks":[]}""");
        var run = await VerifyAsync(Credential());
        Assert.Equal(ExitCodes.Usage, run.Exit);
        Assert.Contains("exchange certificate prepare TCD", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task What_is_prepared_verifies_and_an_older_or_forged_list_does_not_take_its_place()
    {
        var lists = new Dictionary<string, string> { ["1"] = List(signed: Now.AddHours(-1), uri: $"{exchange.Url}/v1/status-lists/TCD/1") };
        exchange.Answer = http => http.Request.Path.Value switch
        {
            "/v1/members/TCD/jwks" => http.Response.WriteAsync(new CredentialKeySet(CredentialKey.Of(key)).ToJwks()),
            { } path when lists.TryGetValue(path.Split('/')[^1], out var list) && path.StartsWith("/v1/status-lists/TCD/", StringComparison.Ordinal) => http.Response.WriteAsync(list),
            _ => FakeExchange.Problem(http, 404, new { type = "/problems/not-found", title = "Not found", status = 404 }),
        };
        var first = await RunAsync(exchange.Url, "certificate", "prepare", "TCD");
        Assert.Equal((0, "TCD: keys and 1 status list.\n"), (first.Exit, first.Error));

        foreach (var refused in new[] { List(signed: Now.AddHours(-2), uri: $"{exchange.Url}/v1/status-lists/TCD/1"), List(by: another, uri: $"{exchange.Url}/v1/status-lists/TCD/1"), "nothing" })
        {
            lists["1"] = refused;
            var again = await RunAsync(exchange.Url, "certificate", "prepare");
            Assert.Equal(ExitCodes.Unreachable, again.Exit);
            Assert.Contains("The status list 1 of TCD is refused", again.Error, StringComparison.Ordinal);
        }

        var credential = Credential(("iss", $"{exchange.Url}/v1/members/TCD"), ("status", Status(7, $"{exchange.Url}/v1/status-lists/TCD/1")));
        await File.WriteAllTextAsync(Path.Combine(home, "euc.jwt"), credential);
        var run = await RunAsync(exchange.Url, "certificate", "verify", Path.Combine(home, "euc.jwt"), "--offline");
        Assert.StartsWith("AUTHENTIC: ", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await RunAsync(exchange.Url, "certificate", "prepare", "../TCD")).Exit);
    }

    [Theory, InlineData(60), InlineData(80), InlineData(200)]
    public async Task Checks_stand_under_each_other_and_never_wider_than_the_terminal(int width)
    {
        Keep();
        await File.WriteAllTextAsync(Path.Combine(home, "euc.jwt"), Credential());
        var run = await Run.Of(exchange, Environment(Network), width, default, "certificate", "verify", Path.Combine(home, "euc.jwt"), "--offline");
        var lines = run.Out.Split('\n');
        Assert.All(lines, line => Assert.True(line.GetCellWidth() <= width, line));
        // Every check begins in the same column; longer text continues below it.
        var rows = lines.SkipWhile(line => line.Length > 0).Skip(1).TakeWhile(line => line.Length > 0).ToList();
        Assert.Equal(4, rows.Count(row => row[2] != ' '));
        Assert.All(rows, row => Assert.Matches("^  .{11}  .{9}  [^ ]", row));
        Assert.Equal(width < 100, rows.Count > 4);
    }

    public void Dispose()
    {
        key.Dispose();
        another.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private async Task<Run> VerifyAsync(string text, params string[] more)
    {
        var file = Path.Combine(home, "shown");
        await File.WriteAllTextAsync(file, text);
        return await RunAsync(Network, ["certificate", "verify", file, "--offline", .. more]);
    }

    private async Task<(string Verdict, Dictionary<string, string> Codes)> VerdictAsync(string text)
    {
        var run = await VerifyAsync(text, "--json");
        var json = JsonElement.Parse(run.Out);
        var verdict = json.GetProperty("verdict").GetString()!;
        Assert.Equal(verdict == "authentic" ? ExitCodes.Done : ExitCodes.Refused, run.Exit);
        return (verdict, json.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("check").GetString()!, c => c.GetProperty("code").GetString()!));
    }

    private Task<Run> RunAsync(string network, params string[] args) => Run.Of(exchange, Environment(network), 120, default, args);

    private Dictionary<string, string> Environment(string network) => new() { ["EXCHANGE_HOME"] = home, ["EXCHANGE_URL"] = network };

    private void Keep(DateTimeOffset? keysFetched = null, string? list = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "offline", "TCD")).FullName;
        File.WriteAllText(Path.Combine(folder, "keys.json"), $$"""{"fetchedAt":"{{keysFetched ?? Now:O}}","jwks":{{new CredentialKeySet(CredentialKey.Of(key)).ToJwks()}}}""");
        if (list is not null) File.WriteAllText(Path.Combine(folder, "status-1.jwt"), list.Length > 0 ? list : List());
    }

    private string List(TokenStatus status = TokenStatus.Valid, DateTimeOffset? signed = null, DateTimeOffset? expires = null, string uri = Uri, ECDsa? by = null, int places = 64)
    {
        var list = new StatusList(places);
        if (status != TokenStatus.Valid) list.Set(7, status);
        return new StatusListToken
        {
            Uri = uri, IssuedAt = signed ?? Now, ExpiresAt = expires ?? Now.AddDays(7), TimeToLive = TimeSpan.FromMinutes(5), List = list,
        }.Sign(CredentialKey.Of(by ?? key).Id, by ?? key);
    }

    private string Credential(params (string Name, JsonNode? Value)[] with) => Credential(CredentialTypes.Certificate, key, with);

    private string Credential(string? type = null, ECDsa? by = null) => Credential(type ?? CredentialTypes.Certificate, by ?? key, []);

    private static string Credential(string type, ECDsa by, (string Name, JsonNode? Value)[] with)
    {
        var claims = new JsonObject
        {
            ["iss"] = $"{Network}/v1/members/TCD",
            ["sub"] = Id.ToString(),
            ["iat"] = Now.AddDays(-1).ToUnixTimeSeconds(),
            ["exp"] = Now.AddDays(365).ToUnixTimeSeconds(),
            ["euc"] = new JsonObject
            {
                ["number"] = "EUC-1", ["finalDestination"] = "TCD", ["exporter"] = new JsonObject { ["state"] = "CZE" }, ["endUser"] = new JsonObject { ["state"] = "TCD" },
            },
            ["status"] = Status(7, Uri),
        };
        foreach (var (name, value) in with)
        {
            if (value is null) claims.Remove(name);
            else claims[name] = value;
        }
        return CompactJws.Sign(type, CredentialKey.Of(by).Id, Encoding.UTF8.GetBytes(claims.ToJsonString()), by);
    }

    private static JsonObject Status(JsonNode place, string uri) => new() { ["status_list"] = new JsonObject { ["idx"] = place, ["uri"] = uri } };

    private string Qr(ECDsa? by = null) => new CertificateExtract
    {
        Issuer = "TCD", CertificateId = Id, Number = "EUC-1", IssuedAt = Now.AddDays(-1), ValidUntil = Now.AddDays(365), FinalDestination = "TCD", ExporterState = "CZE", EndUserState = "TCD",
        Goods = [new(1, "assault_rifle", 200, "piece")], DocumentHash = DocumentHash.Of("the credential"), Status = new(1, 7),
    }.Sign(CredentialKey.Of(by ?? key).Id, by ?? key);

    /// <summary>With another character in the middle of the signature.</summary>
    private static string Altered(string text)
    {
        var at = text.Length - 40;
        return $"{text[..at]}{(text[at] == 'A' ? 'B' : 'A')}{text[(at + 1)..]}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
