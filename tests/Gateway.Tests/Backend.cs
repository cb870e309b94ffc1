using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Exchange.Gateway.Tests;

/// <summary>A real server where a service would be; it remembers what reached it.</summary>
public sealed class Backend : IAsyncDisposable
{
    public sealed record Reached(string Method, string RawTarget, IReadOnlyDictionary<string, string> Headers, string Body);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Reached> requests = new();
    private readonly ConcurrentQueue<string> begun = new();

    private Backend()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        app = builder.Build();
        app.Run(async http =>
        {
            // It has no document: the check of answers, which asks for one, is no request of a test.
            if (http.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal)) return;
            begun.Enqueue(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            requests.Enqueue(new(http.Request.Method, http.Features.Get<IHttpRequestFeature>()!.RawTarget,
                http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
            await Answer(http);
        });
    }

    public Uri Url => new(app.Urls.Single());

    public IReadOnlyList<Reached> Requests => [.. requests];

    /// <summary>The targets of requests that began to arrive.</summary>
    public IReadOnlyList<string> Begun => [.. begun];

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<Backend> StartAsync()
    {
        var backend = new Backend();
        await backend.app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
