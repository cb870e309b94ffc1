using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spectre.Console;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class TableTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    private const string Id = "019ab3c4-5d6e-7f80-9123-456789abcdef";

    private static readonly object OneCase = new
    {
        id = Id,
        reference = "KEN-2026-48392017",
        status = "under_investigation",
        eventDate = new { value = "2026-03", precision = "month" },
        location = new { country = "KEN", unlocode = "KEMBA" },
        level = "summary",
        summary = string.Join(' ', Enumerable.Repeat("Rifles declared as machine parts, 集装箱.", 8)),
    };

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(132)]
    [InlineData(200)]
    public async Task Is_never_wider_than_the_terminal(int width)
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = new[] { OneCase, OneCase }, next = (string?)null });
        var run = await Run.Of(exchange, width, "case", "list", "--as", "KEN/customs");
        Assert.Equal(0, run.Exit);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.GetCellWidth() <= width, $"{line.GetCellWidth()} columns: {line}"));
        Assert.Contains("KEN-2026-48392017", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(140, true)]
    public async Task Leaves_out_an_identifier_rather_than_breaking_it(int width, bool shown)
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = new[] { OneCase }, next = (string?)null });
        var run = await Run.Of(exchange, width, "case", "list", "--as", "KEN/customs");
        Assert.Equal(shown, run.Out.Contains(Id, StringComparison.Ordinal));
        Assert.Equal(shown, run.Out.Contains("019ab3c4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_so_when_there_is_nothing()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>() });
        Assert.Equal("No cases.", (await Run.Of(exchange, "case", "list", "--as", "KEN/customs")).Out.Trim());
    }

    [Fact]
    public async Task Is_json_for_scripts_with_all_pages_in_one_list()
    {
        exchange.Answer = http => http.Response.WriteAsJsonAsync(http.Request.Query["cursor"].ToString() is ""
            ? new { items = new[] { OneCase }, next = (string?)"a+b" }
            : new { items = new[] { OneCase }, next = (string?)null });
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs", "--json");
        Assert.Equal(2, JsonElement.Parse(run.Out).GetProperty("items").GetArrayLength());
        Assert.EndsWith("cursor=a%2Bb", exchange.Requests[^1].PathAndQuery, StringComparison.Ordinal);
    }
}
