using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Exchange.Cli.Tests;

/// <summary>A small HTTP server with the interface of the exchange; records the requests.</summary>
public sealed class FakeExchange : IAsyncLifetime
{
    public sealed record Asked(string Method, string PathAndQuery, string? Token, string ContentType, string Body, IHeaderDictionary Headers);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Asked> _asked = new();
    private int _tokens;

    public FakeExchange()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/identity/ken/connect/token", async http =>
        {
            Assertion = (await http.Request.ReadFormAsync())["client_assertion"].ToString();
            await AnswerToken(http, $"token-{Interlocked.Increment(ref _tokens)}");
        });
        _app.MapFallback("{**path}", async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var token = http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var t] ? t : null;
            _asked.Enqueue(new(http.Request.Method, http.Request.Path + http.Request.QueryString, token,
                http.Request.ContentType ?? "", await reader.ReadToEndAsync(), new HeaderDictionary(http.Request.Headers.ToDictionary())));
            await Answer(http);
        });
    }

    public string Url => _app.Urls.Single();

    /// <summary>The answer to every request but those to the token endpoint.</summary>
    public RequestDelegate Answer { get; set; } = http => http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>(), next = (string?)null });

    public Func<HttpContext, string, Task> AnswerToken { get; set; } = (http, token) =>
        http.Response.WriteAsJsonAsync(new { access_token = token, token_type = "Bearer", expires_in = 600 });

    /// <summary>The last client assertion received.</summary>
    public string? Assertion { get; private set; }

    public int TokensIssued => _tokens;

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public ECDsa ClientKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A folder of profiles with KEN/customs in it.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("exchange-cli-").FullName;

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        WriteProfile("KEN", "customs");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        ClientKey.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    public string WriteProfile(string member, string identity, string? tokenEndpoint = null, object? privateKey = null)
    {
        var key = ClientKey.ExportParameters(includePrivateParameters: true);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, member)).FullName, identity + ".json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            member,
            identity,
            issuer = "https://exchange.example/identity/ken",
            tokenEndpoint = tokenEndpoint ?? $"{Url}/identity/ken/connect/token",
            clientId = $"{member}/{identity}",
            privateKey = privateKey ?? new { kty = "EC", crv = "P-256", kid = "k1", x = Encode(key.Q.X!), y = Encode(key.Q.Y!), d = Encode(key.D!) },
            url = Url,
        }));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    public string WriteFile(string name, string content)
    {
        var file = Path.Combine(Home, name);
        File.WriteAllText(file, content);
        return file;
    }

    public static Task Problem(HttpContext http, int status, object problem)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
