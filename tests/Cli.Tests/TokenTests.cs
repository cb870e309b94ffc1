using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Cli.Tests;

public sealed class TokenTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Prints_the_token_alone()
    {
        var run = await Run.Of(exchange, "token", "KEN/customs");
        Assert.Equal(0, run.Exit);
        Assert.Matches(@"\Atoken-\d+\r?\n\z", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Is_asked_for_once_in_a_run_of_many_requests()
    {
        var pages = 0;
        exchange.Answer = http => http.Response.WriteAsJsonAsync(++pages < 4
            ? new { items = new[] { new { id = pages } }, next = (string?)$"c{pages}" }
            : new { items = new[] { new { id = pages } }, next = (string?)null });
        var issued = exchange.TokensIssued;
        var run = await Run.Of(exchange, "case", "list", "--as", "KEN/customs", "--limit", "500");
        Assert.Equal(0, run.Exit);
        Assert.Equal(4, pages);
        Assert.Equal(issued + 1, exchange.TokensIssued);
    }

    [Fact]
    public async Task Names_where_profiles_are_looked_for_when_there_is_none()
    {
        var run = await Run.Of(exchange, "token", "KEN/nobody");
        Assert.Equal(2, run.Exit);
        var text = run.Error.ReplaceLineEndings("");
        Assert.Contains("KEN/nobody", text, StringComparison.Ordinal);
        Assert.Contains(exchange.Home, text, StringComparison.Ordinal);
        Assert.Contains("EXCHANGE_HOME", text, StringComparison.Ordinal);
        Assert.Contains("KEN/customs", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("KEN/../UGA")]
    [InlineData("KEN/customs\n")]
    [InlineData("KEN")]
    [InlineData("/customs")]
    public async Task Takes_no_identity_that_could_leave_the_folder(string identity)
    {
        var run = await Run.Of(exchange, "token", identity);
        Assert.Equal(2, run.Exit);
        Assert.Contains("is not an identity", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_a_key_that_others_can_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = exchange.WriteProfile("KEN", "open");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var run = await Run.Of(exchange, "token", "KEN/open");
        Assert.Equal(0, run.Exit);
        Assert.Contains("chmod 600", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
