using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.Credentials;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Inquiries;

/// <summary>The service on one provider, and States that ask each other.</summary>
public sealed class Asking : IAsyncDisposable
{
    private readonly CertificateHost host;

    private Asking(CertificateHost host) => this.host = host;

    public TestNetwork Network => host.Network;
    public ServiceHost Host => host.Host;

    /// <summary>What has been published of forgeries.</summary>
    public IReadOnlyList<CertificateForgerySuspected> Forgeries => host.Published<CertificateForgerySuspected>(_ => true);

    public static async Task<Asking> StartAsync(Provider provider, TimeProvider? clock = null, Dictionary<string, string?>? settings = null, int replicas = 1)
    {
        settings = new(settings ?? []) { ["EndUserCertificates:InquiryCheckInterval"] = "00:00:00.05" };
        var host = await CertificateHost.StartAsync(provider, clock, settings);
        for (var i = 1; i < replicas; i++) await host.StartHostAsync(settings);
        return new Asking(host);
    }

    /// <summary>Requests of <c>KEN/licensing</c>, or with other scopes than it has.</summary>
    public HttpClient As(string identity, string[]? scopes = null) =>
        Host.As(Network[identity.Split('/')[0]].Token(identity.Split('/')[1], scopes: scopes, at: host.Clock.GetUtcNow()));

    /// <summary>Asks, has to be taken, and gives the id.</summary>
    public async Task<string> AskAsync(JsonObject question, string identity = "KEN/customs", string path = Questions.AuthenticationsPath) =>
        (await SendAsync(identity, path, question, HttpStatusCode.Created)).Text("id");

    /// <summary>Posts and reads the answer, which has to be of the status expected.</summary>
    public Task<JsonObject> SendAsync(string identity, string path, JsonNode body, HttpStatusCode expected) => host.PostAsync(identity, path, body, expected);

    public Task<JsonObject> GetAsync(string identity, string path, HttpStatusCode expected = HttpStatusCode.OK) => host.GetAsync(identity, path, expected);

    public async Task<IReadOnlyList<JsonObject>> ListAsync(string identity, string path) =>
        [.. (await GetAsync(identity, path))["items"]!.AsArray().Select(i => i!.AsObject())];

    /// <summary>The claims of an answer, whose signature has to be one of the keys that the State publishes.</summary>
    public async Task<JsonObject> VerifiedAsync(string signedAnswer, string state)
    {
        var keys = CredentialKeySet.Parse(await Host.Client.GetStringAsync($"/v1/members/{state}/jwks")).Value;
        var answer = CompactJws.Read(signedAnswer, CredentialTypes.Answer, longest: 20_000).Value;
        Assert.Null(answer.Verify(keys));
        return JsonNode.Parse(answer.Payload.Span)!.AsObject();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>One host on a provider for all tests of a collection.</summary>
public abstract class AskingHost(Provider provider) : IAsyncLifetime
{
    public Asking Asking { get; private set; } = null!;

    public async Task InitializeAsync() => Asking = await Asking.StartAsync(provider);

    public async Task DisposeAsync() => await Asking.DisposeAsync();
}

public sealed class SqliteAsking() : AskingHost(Provider.Sqlite);

public sealed class PostgresAsking() : AskingHost(Provider.Postgres);

[CollectionDefinition(Name)]
public sealed class AskingOnSqlite : ICollectionFixture<SqliteAsking>
{
    public const string Name = "inquiries on SQLite";
}

[CollectionDefinition(Name)]
public sealed class AskingOnPostgres : ICollectionFixture<PostgresAsking>
{
    public const string Name = "inquiries on PostgreSQL";
}

/// <summary>Questions, and short ways to ask them.</summary>
internal static class Questions
{
    public const string AuthenticationsPath = "/v1/authentications";
    public const string ConsentsPath = "/v1/reexport-consents";

    /// <summary>The day of issue of a paper; it is valid on whatever day the tests run.</summary>
    public static DateOnly IssuedOn { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-65);

    private static int numbers;

    /// <summary>A number that no other test uses.</summary>
    public static string Number() => $"TCD/EUC/2026/{Interlocked.Increment(ref numbers):D5}";

    /// <summary>A paper that names Chad as its issuer.</summary>
    public static JsonObject Paper(string? number = null, params (string Field, JsonNode? Value)[] with) => With(new JsonObject
    {
        ["issuingState"] = "TCD",
        ["type"] = "end_user_certificate",
        ["number"] = number ?? Number(),
        ["issuedOn"] = $"{IssuedOn:O}",
        ["issuingAuthority"] = "Ministry of Defence",
        ["signatory"] = new JsonObject { ["name"] = "A. Signatory", ["position"] = "Director of Procurement" },
        ["documentHash"] = new string('a', 64),
        ["fieldsAsRead"] = JsonNode.Parse($$"""
            {
              "validUntil": "{{IssuedOn.AddYears(1):O}}",
              "exporter": { "name": "Example Arms Export", "address": "1 Example Street, Brno", "state": "CZE" },
              "endUser": { "name": "Ministry of Defence", "address": "N'Djamena", "state": "TCD" },
              "consignees": [ { "name": "J. Middleman", "address": "Dubai", "state": "ARE" } ],
              "finalDestination": "TCD",
              "endUse": "Equipment of the armed forces.",
              "goods": [ { "line": 1, "category": "assault_rifle", "quantity": 500 } ]
            }
            """),
        ["partyKinds"] = JsonNode.Parse("""[ { "party": "exporter", "kind": "company" }, { "party": "endUser", "kind": "state" }, { "party": "consignees[0]", "kind": "person" } ]"""),
    }, with);

    /// <summary>A certificate as Chad issues it: what <see cref="Paper"/> says, with the quantity of its line.</summary>
    public static JsonObject Certificate(string number, int quantity, string? consultingState = null)
    {
        var paper = Paper(number);
        var certificate = paper["fieldsAsRead"]!.DeepClone().AsObject();
        foreach (var field in new[] { "type", "number", "issuedOn", "signatory" }) certificate[field] = paper[field]!.DeepClone();
        certificate["goods"]![0]!["quantity"] = quantity;
        if (consultingState is not null)
            certificate["assurances"] = new JsonArray(new JsonObject { ["code"] = "no_reexport_without_consent", ["consultingState"] = consultingState });
        return certificate;
    }

    /// <summary>A re-export from Chad to Somalia that the Czech Republic is to consent to.</summary>
    public static JsonObject Reexport(params (string Field, JsonNode? Value)[] with) => With(new JsonObject
    {
        ["certificate"] = new JsonObject { ["issuingState"] = "TCD", ["number"] = Number() },
        ["consultedState"] = "CZE",
        ["toState"] = "SOM",
        ["endUser"] = new JsonObject { ["name"] = "Ministry of Internal Security", ["address"] = "Mogadishu", ["state"] = "SOM" },
        ["goods"] = JsonNode.Parse("""[ { "line": 1, "category": "assault_rifle", "quantity": 50 } ]"""),
        ["reason"] = "Surplus to the needs of the armed forces.",
    }, with);

    /// <summary>A question of the documentation.</summary>
    public static JsonObject Example(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), "..", "..", "..", "docs", "examples", name)))!.AsObject();

    public static JsonObject Answer(string answer, params string[] alteredFields) => new()
    {
        ["answer"] = answer,
        ["alteredFields"] = alteredFields.Length == 0 ? null : new JsonArray([.. alteredFields.Select(f => JsonValue.Create(f))]),
        ["remarks"] = "Compared with the register.",
    };

    public static JsonObject Reason() => new() { ["reason"] = "The original was found." };

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, JsonNode body) => client.PostAsync(path, Http.Content(body));

    public static string[] Texts(this JsonObject json, string property) => [.. json[property]!.AsArray().Select(t => t!.GetValue<string>())];

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static JsonObject With(JsonObject json, (string Field, JsonNode? Value)[] with)
    {
        foreach (var (field, value) in with)
        {
            if (value is null) json.Remove(field);
            else json[field] = value;
        }
        return json;
    }
}
