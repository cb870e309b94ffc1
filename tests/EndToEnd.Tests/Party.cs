using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Web;
using Exchange.Testing;
using Exchange.Testing.OpenApi;

namespace Exchange.EndToEnd.Tests;

/// <summary>A member's system: gets tokens of its own issuer by private_key_jwt, and calls the network with them.</summary>
internal sealed class Party : IDisposable
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private readonly JsonNode profile;
    private readonly HttpClient http;
    private readonly ECDsa key;
    private Task<string>? token;

    private Party(JsonNode profile, Uri url)
    {
        this.profile = profile;
        http = DocumentCheck.Client(url);
        var jwk = profile["privateKey"]!;
        byte[] Part(string name) => System.Buffers.Text.Base64Url.DecodeFromChars(jwk[name]!.GetValue<string>());
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Part("x"), Y = Part("y") }, D = Part("d") });
    }

    public string ClientId => profile["clientId"]!.GetValue<string>();
    public string Issuer => profile["issuer"]!.GetValue<string>();
    public Uri TokenEndpoint => new(profile["tokenEndpoint"]!.GetValue<string>());

    /// <summary>The party of a profile file, as a client of the network at <paramref name="url"/>.</summary>
    public static Party Load(string profiles, string identity, Uri url) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(profiles, $"{identity}.json")))!, url);

    /// <summary>The client's private key, PKCS #8 in PEM.</summary>
    public string PrivateKeyPem() => key.ExportPkcs8PrivateKeyPem();

    /// <summary>An assertion of this client, good for one use.</summary>
    public string Assertion(string? audience = null, string type = "client-authentication+jwt", ECDsa? with = null, TimeSpan? life = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Jws.Sign(
            new JsonObject { ["alg"] = "ES256", ["typ"] = type, ["kid"] = profile["privateKey"]!["kid"]!.GetValue<string>() },
            new JsonObject
            {
                ["iss"] = ClientId,
                ["sub"] = ClientId,
                ["aud"] = audience ?? Issuer,
                ["jti"] = Guid.CreateVersion7().ToString(),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + (life ?? TimeSpan.FromSeconds(50))).ToUnixTimeSeconds(),
            },
            with ?? key);
    }

    /// <summary>Asks a token endpoint for a token with this assertion.</summary>
    public Task<HttpResponseMessage> AskForTokenAsync(string assertion, Uri? endpoint = null) => AskForTokenAsync(endpoint, new()
    {
        ["client_assertion_type"] = AssertionType,
        ["client_assertion"] = assertion,
    });

    /// <summary>Asks a token endpoint for a token with this client's id and these fields.</summary>
    public async Task<HttpResponseMessage> AskForTokenAsync(Uri? endpoint, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(new("grant_type", "client_credentials")).Append(new("client_id", ClientId)));
        return await http.PostAsync(endpoint ?? TokenEndpoint, form);
    }

    /// <summary>The access token in use; the first call gets it.</summary>
    public Task<string> TokenAsync()
    {
        return token ??= GetAsync();

        async Task<string> GetAsync()
        {
            using var answer = await AskForTokenAsync(Assertion());
            Assert.True(answer.IsSuccessStatusCode, $"{ClientId}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        }
    }

    /// <summary>Sends a request with the party's token; an absolute address goes around the gateway.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, JsonNode? body = null, string? idempotencyKey = null, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        return await SendAsync(method, address, content, idempotencyKey, completion);
    }

    /// <summary>Sends a request with the party's token and a body of any kind.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, HttpContent? content, string? idempotencyKey = null, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync()) } };
        request.Content = content;
        // So that a refusal is read before a large body is sent, instead of breaking the sending.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1024 * 1024;
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await http.SendAsync(request, completion);
    }

    public async Task<int> StatusAsync(HttpMethod method, Uri address, JsonNode? body = null)
    {
        using var answer = await SendAsync(method, address, body);
        return (int)answer.StatusCode;
    }

    public Task<int> StatusAsync(string path) => StatusAsync(HttpMethod.Get, new Uri(path, UriKind.Relative));

    /// <summary>Reads a resource that has to be there.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await ContentAsync(answer, 200);
    }

    /// <summary>Posts, and expects to be answered with <paramref name="status"/>.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonNode? body, int status = 201)
    {
        using var answer = await SendAsync(HttpMethod.Post, new Uri(path, UriKind.Relative), body);
        return await ContentAsync(answer, status);
    }

    /// <summary>Puts a resource in place of what was.</summary>
    public async Task<JsonNode> PutAsync(string path, JsonNode body)
    {
        using var answer = await SendAsync(HttpMethod.Put, new Uri(path, UriKind.Relative), body);
        return await ContentAsync(answer, 200);
    }

    /// <summary>Every item of a list, by its cursor.</summary>
    public async Task<List<JsonNode>> ListAsync(string path)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        for (var page = 0; page < 1000; page++)
        {
            var answer = await GetAsync($"{path}?limit=200{(cursor is null ? "" : $"&cursor={HttpUtility.UrlEncode(cursor)}")}");
            items.AddRange(answer["items"]!.AsArray().Select(i => i!));
            if (answer["next"]?.GetValue<string>() is not { } next) return items;
            cursor = next;
        }
        throw new InvalidOperationException($"{path} does not end.");
    }

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }

    private static async Task<JsonNode> ContentAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
