using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class ProblemTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    private static readonly object Faulty = new
    {
        type = "/problems/validation",
        title = "Some fields are not valid",
        status = 422,
        traceId = "00-7a1b",
        errors = new Dictionary<string, string[]>
        {
            ["items[0].category"] = ["is not a category of weapon"],
            ["route"] = ["needs two places", "is of one place"],
        },
    };

    [Fact]
    public async Task Shows_every_fault_of_every_field()
    {
        exchange.Answer = http => FakeExchange.Problem(http, 422, Faulty);
        var run = await Run.Of(exchange, "case", "post", exchange.WriteFile("case.json", "{}"), "--as", "KEN/customs");
        Assert.Equal(1, run.Exit);
        Assert.Empty(run.Out);
        Assert.Contains("Some fields are not valid (422)", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"items\[0\]\.category +is not a category of weapon", run.Error);
        Assert.Matches(@"route +needs two places", run.Error);
        Assert.Matches(@"route +is of one place", run.Error);
        Assert.Contains("Trace 00-7a1b", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_scripts_the_problem_itself_beside_an_empty_output()
    {
        exchange.Answer = http => FakeExchange.Problem(http, 422, Faulty);
        var run = await Run.Of(exchange, 4000, "case", "post", exchange.WriteFile("case.json", "{}"), "--as", "KEN/customs", "--json");
        Assert.Empty(run.Out);
        Assert.Equal("/problems/validation", JsonElement.Parse(run.Error).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Shows_an_issuers_refusal()
    {
        var usual = exchange.AnswerToken;
        exchange.AnswerToken = (http, _) =>
        {
            http.Response.StatusCode = 401;
            return http.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "The assertion was used before." });
        };
        try
        {
            var run = await Run.Of(exchange, "token", "KEN/customs");
            Assert.Equal(1, run.Exit);
            Assert.Contains("invalid_client (401)", run.Error, StringComparison.Ordinal);
            Assert.Contains("The assertion was used before.", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            exchange.AnswerToken = usual;
        }
    }

    [Fact]
    public async Task Disarms_what_would_control_the_terminal()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { reference = "KEN-1", narrative = "calm\u001b[2J\u001b]0;x\u0007 \u202Ereversed" });
        var run = await Run.Of(exchange, "case", "get", "1", "--as", "KEN/customs");
        Assert.Equal(0, run.Exit);
        Assert.Contains("calm", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Out, c => (char.IsControl(c) && c is not ('\n' or '\r')) || c == '\u202E');
    }
}
