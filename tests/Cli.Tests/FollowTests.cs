using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class FollowTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Resumes_after_the_last_event_when_the_stream_breaks()
    {
        List<string> resumed = [];
        exchange.Answer = async http =>
        {
            resumed.Add(http.Request.Headers["Last-Event-ID"].ToString());
            http.Response.ContentType = "text/event-stream";
            // Promises more than it sends: the connection breaks within the stream.
            http.Response.ContentLength = 10_000;
            await http.Response.WriteAsync($": hello\n\nid: e{resumed.Count}\nevent: alert.issued\ndata: {{\"id\":\"a{resumed.Count}\",\"reference\":\"KEN-A-{resumed.Count}\"}}\n\n");
        };
        var run = await Run.Of(exchange, "alert", "follow", "--as", "KEN/customs", "--after", "e0", "--count", "2", "--json");
        Assert.Equal(0, run.Exit);
        Assert.Equal(["e0", "e1"], resumed);
        var events = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();
        Assert.Equal(["e1", "e2"], events.Select(e => e.GetProperty("id").GetString()));
        Assert.Equal("a2", events[1].GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Takes_a_new_token_when_the_old_one_is_refused_on_the_way()
    {
        var times = 0;
        exchange.Answer = async http =>
        {
            if (++times == 2)
            {
                http.Response.StatusCode = 401;
                return;
            }

            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync($"id: e{times}\ndata: {{\"id\":\"a\"}}\n\n");
        };
        var issued = exchange.TokensIssued;
        var run = await Run.Of(exchange, "alert", "follow", "--as", "KEN/customs", "--count", "2");
        Assert.Equal(0, run.Exit);
        Assert.Equal(issued + 2, exchange.TokensIssued);
    }

    [Fact]
    public async Task Does_not_insist_when_refused_at_first()
    {
        exchange.Answer = http => FakeExchange.Problem(http, 403, new { title = "No" });
        Assert.Equal(1, (await Run.Of(exchange, "alert", "follow", "--as", "KEN/customs")).Exit);
    }

    [Fact]
    public async Task Is_done_when_interrupted()
    {
        var open = new TaskCompletionSource();
        exchange.Answer = async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync();
            open.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        using var interrupt = new CancellationTokenSource();
        var running = Run.Of(exchange, new(), 100, interrupt.Token, "alert", "follow", "--as", "KEN/customs");
        await open.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await interrupt.CancelAsync();
        Assert.Equal(0, (await running.WaitAsync(TimeSpan.FromSeconds(10))).Exit);
    }
}
