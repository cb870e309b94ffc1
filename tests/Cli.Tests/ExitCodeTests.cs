using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class ExitCodeTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(409, 1)]
    [InlineData(412, 1)]
    [InlineData(413, 1)]
    [InlineData(422, 1)]
    [InlineData(500, 1)]
    [InlineData(502, 3)]
    [InlineData(503, 3)]
    [InlineData(504, 3)]
    public async Task Distinguishes_a_refusal_from_an_outage(int status, int exit)
    {
        exchange.Answer = http => FakeExchange.Problem(http, status, new { type = "/problems/x", title = "Refused", status });
        var run = await Run.Of(exchange, "case", "get", "1", "--as", "KEN/customs");
        Assert.Equal(exit, run.Exit);
        Assert.Empty(run.Out);
        Assert.Contains($"({status})", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate deliver --line 1=200", "Missing: ID, DRAWDOWN.")]
    [InlineData("certificate deliver c9 --line 1=200", "Missing: DRAWDOWN.")]
    [InlineData("certificate cancel c9 d9", "Option '--reason' is required.")]
    [InlineData("certificate cancel c9 d9 --reason x --reasn y", "Unrecognized command or argument '--reasn'.")]
    public async Task Reports_what_is_missing_or_unknown_with_an_example(string commandLine, string expected)
    {
        var run = await Run.Of(exchange, commandLine.Split(' '));
        Assert.Equal(2, run.Exit);
        var lines = run.Error.TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal(expected, lines[0]);
        Assert.StartsWith($"Example: exchange {string.Join(' ', commandLine.Split(' ').Take(2))} ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(lines.Distinct(), lines);
    }

    [Fact]
    public async Task Reports_that_nothing_listens()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        var run = await Run.Of(exchange, new() { ["EXCHANGE_URL"] = $"http://127.0.0.1:{port}" }, 100, default, "case", "list", "--as", "KEN/customs");
        Assert.Equal(3, run.Exit);
        Assert.Contains($"http://127.0.0.1:{port} cannot be reached: nothing listens there", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognizes_another_web_server()
    {
        exchange.Answer = http => http.Response.WriteAsync("<html>It works!</html>");
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs");
        Assert.Equal(3, run.Exit);
        Assert.Contains("does not answer as the exchange does", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_no_redirect_with_a_token()
    {
        var before = exchange.Requests.Count;
        exchange.Answer = http =>
        {
            http.Response.Redirect($"{exchange.Url}/elsewhere");
            return Task.CompletedTask;
        };
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs");
        Assert.Equal(3, run.Exit);
        Assert.Equal(before + 1, exchange.Requests.Count);
    }

    [Fact]
    public async Task Ends_at_once_and_quietly_when_interrupted()
    {
        var arrived = new TaskCompletionSource();
        exchange.Answer = async http =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        using var interrupt = new CancellationTokenSource();
        var running = Run.Of(exchange, new(), 100, interrupt.Token, "case", "list", "--as", "KEN/customs");
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await interrupt.CancelAsync();
        var run = await running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(130, run.Exit);
        Assert.Empty(run.Out + run.Error);
    }

    [Theory]
    [InlineData("case")]
    [InlineData("case", "lst")]
    [InlineData("case", "list", "--colour", "red")]
    [InlineData("case", "list", "--limit", "0")]
    [InlineData("case", "withdraw", "1")]
    [InlineData("case", "preview", "--to", "UGA")]
    [InlineData("case", "preview", "--to", "UGA", "--level", "full", "--file", "x.json")]
    [InlineData("marks", "search", "AB-1234")]
    [InlineData("listen", "--port", "70000", "--as", "KEN/customs")]
    [InlineData("listen", "--key", "nonsense")]
    [InlineData("listen", "--address", "here", "--as", "KEN/customs")]
    [InlineData("case", "list")]
    [InlineData("case", "post", "/nowhere/case.json", "--as", "KEN/customs")]
    [InlineData("case", "get", "..", "--as", "KEN/customs")]
    public async Task Refuses_an_invalid_command_line(params string[] args)
    {
        var before = exchange.Requests.Count;
        var run = await Run.Of(exchange, args);
        Assert.Equal(2, run.Exit);
        Assert.NotEmpty(run.Error);
        Assert.Equal(before, exchange.Requests.Count);
    }

    [Fact]
    public async Task Waits_as_long_as_a_limit_says_and_asks_again()
    {
        var times = 0;
        exchange.Answer = http =>
        {
            if (++times > 1)
                return http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>() });
            http.Response.Headers.RetryAfter = "0";
            return FakeExchange.Problem(http, 429, new { title = "Too many requests" });
        };
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs");
        Assert.Equal(0, run.Exit);
        Assert.Equal(2, times);
    }

    [Fact]
    public async Task Gives_up_at_a_limit_that_lasts()
    {
        exchange.Answer = http =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return FakeExchange.Problem(http, 429, new { title = "Too many requests" });
        };
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs");
        Assert.Equal(1, run.Exit);
        Assert.Contains("Try again in 3600 seconds.", run.Error, StringComparison.Ordinal);
    }
}
