using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Tests;

/// <summary>The Identity service with the sample members, and their profiles, on a storage that outlives it.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string PublicUrl = "https://exchange.example";

    private readonly ServiceHost host;
    private readonly TestStorage? own;

    private IdentityHost(ServiceHost host, TestStorage storage, TestStorage? own) => (this.host, Storage, this.own) = (host, storage, own);

    public TestStorage Storage { get; }
    public IServiceProvider Services => host.Services;
    public HttpClient Client => host.Client;

    public static async Task<IdentityHost> StartAsync(
        Provider provider, TestStorage? storage = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var own = storage is null ? await TestStorage.CreateAsync(provider, IdentityModule.Name) : null;
        var at = storage ?? own!;
        var key = Path.Combine(at.Folder, "kek");
        if (!File.Exists(key)) File.WriteAllText(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var all = new Dictionary<string, string?>
        {
            ["Exchange:PublicUrl"] = PublicUrl,
            ["Identity:SampleMembers"] = "true",
            ["Identity:ProfilesDirectory"] = Profiles(at),
            ["Identity:KeyEncryptionKeyFile"] = key,
        };
        foreach (var (name, value) in settings ?? []) all[name] = value;
        return new(await ServiceHost.StartAsync(typeof(IdentityModule), at, settings: all, configure: configure), at, own);
    }

    public static string Profiles(TestStorage storage) => Path.Combine(storage.Folder, "profiles");

    public Identity this[string identity] => Identity.Read(Path.Combine(Profiles(Storage), $"{identity}.json"));

    /// <summary>Asks the issuer at a member's path for a token.</summary>
    public async Task<Answer> AskAsync(string segment, IReadOnlyDictionary<string, string> form, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/identity/{segment}/connect/token") { Content = new FormUrlEncodedContent(form) };
        prepare?.Invoke(request);
        using var response = await Client.SendAsync(request);
        return new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())?.AsObject() ?? []);
    }

    public Task<Answer> AskAsync(Identity identity, string? assertion = null, string? scope = null)
    {
        var form = identity.Form(assertion);
        if (scope is not null) form["scope"] = scope;
        return AskAsync(identity.Segment, form);
    }

    public async Task<string> TokenAsync(string identity)
    {
        var answer = await AskAsync(this[identity]);
        return answer.Token ?? throw new InvalidOperationException($"{identity}: {answer.Status} {answer.Body}");
    }

    /// <summary>A client with a token, once this host knows the members well enough to accept it.</summary>
    public async Task<HttpClient> AsAsync(string identity)
    {
        var client = host.As(await TokenAsync(identity));
        await Eventually.HoldsAsync($"a token of {identity} is accepted", async () =>
        {
            using var response = await client.GetAsync("/v1/members");
            return response.StatusCode == HttpStatusCode.OK;
        });
        return client;
    }

    public HttpClient As(string token) => host.As(token);

    public async Task<JsonObject> KeysAsync(string segment) =>
        JsonNode.Parse(await Client.GetStringAsync($"/identity/{segment}/jwks"))!.AsObject();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }

    internal sealed record Answer(HttpStatusCode Status, JsonObject Body)
    {
        public string? Token => (string?)Body["access_token"];
        public string? Error => (string?)Body["error"];
        public JsonObject Claims => Jwt.Part(Token!, 1);
        public JsonObject Header => Jwt.Part(Token!, 0);
    }
}

/// <summary>Who asks for a token: what a profile holds. Assertions are written by hand, so that bad ones can be too.</summary>
internal sealed record Identity(string Segment, string Issuer, string ClientId, ECDsa Key)
{
    public static Identity Read(string file)
    {
        var profile = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var jwk = profile["privateKey"]!;
        var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars((string)jwk["d"]!),
            Q = new() { X = Base64Url.DecodeFromChars((string)jwk["x"]!), Y = Base64Url.DecodeFromChars((string)jwk["y"]!) },
        });
        var issuer = (string)profile["issuer"]!;
        return new(issuer[(issuer.LastIndexOf('/') + 1)..], issuer, (string)profile["clientId"]!, key);
    }

    public static JsonObject Header() => new() { ["alg"] = "ES256", ["typ"] = "client-authentication+jwt" };

    public JsonObject Claims(TimeProvider? clock = null)
    {
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        return new()
        {
            ["iss"] = ClientId,
            ["sub"] = ClientId,
            ["aud"] = Issuer,
            ["jti"] = Guid.CreateVersion7(now).ToString(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddSeconds(30).ToUnixTimeSeconds(),
        };
    }

    public string Assertion(Action<JsonObject>? change = null, Action<JsonObject>? header = null, ECDsa? key = null)
    {
        var (head, claims) = (Header(), Claims());
        header?.Invoke(head);
        change?.Invoke(claims);
        return Jwt.Sign(head, claims, key ?? Key);
    }

    public Dictionary<string, string> Form(string? assertion = null) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = ClientId,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion ?? Assertion(),
    };
}

/// <summary>JSON Web Tokens by hand (RFC 7515).</summary>
internal static class Jwt
{
    public static string Sign(JsonObject header, JsonObject claims, ECDsa key) =>
        Sign(header, claims, content => key.SignData(content, HashAlgorithmName.SHA256));

    public static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header)}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public static JsonObject Part(string jwt, int index) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[index]))!.AsObject();

    /// <summary>Whether one of the keys (JWK Set) made the signature.</summary>
    public static bool Verifies(string jwt, JsonObject jwks)
    {
        var kid = (string?)Part(jwt, 0)["kid"];
        var jwk = jwks["keys"]!.AsArray().SingleOrDefault(k => (string?)k!["kid"] == kid);
        if (jwk is null) return false;
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars((string)jwk["x"]!), Y = Base64Url.DecodeFromChars((string)jwk["y"]!) },
        });
        var end = jwt.LastIndexOf('.');
        return key.VerifyData(Encoding.ASCII.GetBytes(jwt[..end]), Base64Url.DecodeFromChars(jwt.AsSpan(end + 1)), HashAlgorithmName.SHA256);
    }

    /// <summary>A public key for a request, and the key pair itself.</summary>
    public static (ECDsa Key, JsonObject Jwks) NewKeys(string kid = "1")
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key, new JsonObject { ["keys"] = new JsonArray(Jwk(key, kid)) });
    }

    public static JsonObject Jwk(ECDsa key, string kid, bool withPrivatePart = false)
    {
        var p = key.ExportParameters(withPrivatePart);
        var jwk = new JsonObject
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = kid, ["x"] = Base64Url.EncodeToString(p.Q.X), ["y"] = Base64Url.EncodeToString(p.Q.Y),
        };
        if (withPrivatePart) jwk["d"] = Base64Url.EncodeToString(p.D);
        return jwk;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
