using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class StreamTests(Edge edge) : IClassFixture<Edge>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Passes_each_event_on_at_once_and_ends_the_stream_when_the_caller_leaves()
    {
        var next = new SemaphoreSlim(0);
        var left = new TaskCompletionSource();
        edge.Backends["route-alerts"].Answer = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            http.RequestAborted.Register(() => left.TrySetResult());
            for (var i = 1; ; i++)
            {
                await http.Response.WriteAsync($"id: {i}\ndata: {{}}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await next.WaitAsync(http.RequestAborted);
            }
        };
        using (var answer = await edge.As("KEN/customs").GetAsync("/v1/alerts/stream", HttpCompletionOption.ResponseHeadersRead).WaitAsync(Soon))
        {
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            for (var i = 1; i <= 3; i++)
            {
                // The next event is only written when this one has arrived.
                Assert.Equal($"id: {i}", await reader.ReadLineAsync().WaitAsync(Soon));
                await reader.ReadLineAsync().WaitAsync(Soon);
                await reader.ReadLineAsync().WaitAsync(Soon);
                next.Release();
            }
        }

        await left.Task.WaitAsync(Soon);
    }

    [Fact]
    public async Task Passes_on_where_the_caller_left_off()
    {
        edge.Backends["route-alerts"].Answer = _ => Task.CompletedTask;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/alerts/stream") { Headers = { { "Last-Event-ID", "abc" }, { "Accept", "text/event-stream" } } };
        (await edge.As("KEN/customs").SendAsync(request)).Dispose();
        var headers = edge.Backends["route-alerts"].Requests[^1].Headers;
        Assert.Equal(("abc", "text/event-stream"), (headers["Last-Event-ID"], headers["Accept"]));
    }
}
