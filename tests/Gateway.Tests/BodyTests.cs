using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Exchange.Gateway.Tests;

/// <summary>A service hears of a request of ordinary size when all of it is there, and of nothing else than what the caller sent.</summary>
public sealed class BodyTests(Edge edge) : IClassFixture<Edge>
{
    private Backend Cases => edge.Backends["diversion-cases"];

    [Theory]
    [InlineData("no body", 0)]
    [InlineData("whole", 1)]
    [InlineData("whole", 5_000)]
    [InlineData("whole", 64 * 1024)]
    [InlineData("passed on", 64 * 1024 + 1)]
    [InlineData("passed on", 1_000_000)]
    public async Task A_body_arrives_as_it_was_sent(string kind, int length)
    {
        var body = string.Create(length, kind, static (span, _) => Random.Shared.GetItems<char>("abcdefgh{}\":,0123456789", span));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await edge.As("KEN/customs").PostAsync($"/v1/cases?{kind[0]}={length}", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var reached = Assert.Single(Cases.Requests, r => r.RawTarget == $"/v1/cases?{kind[0]}={length}");
        Assert.Equal(body, reached.Body);
        Assert.Equal("application/json; charset=utf-8", reached.Headers["Content-Type"]);
        Assert.Equal(length.ToString(System.Globalization.CultureInfo.InvariantCulture), reached.Headers["Content-Length"]);
    }

    [Fact]
    public async Task A_service_does_not_wait_for_whoever_sends_slowly()
    {
        using var socket = await BeginAsync("/v1/cases?slowly", "{\"a\":");
        await OthersAreAnsweredAsync();
        Assert.DoesNotContain("/v1/cases?slowly", Cases.Begun);

        await socket.GetStream().WriteAsync("1234}"u8.ToArray());
        Assert.Equal("HTTP/1.1 200 OK", await new StreamReader(socket.GetStream()).ReadLineAsync());
        Assert.Equal("{\"a\":1234}", Assert.Single(Cases.Requests, r => r.RawTarget == "/v1/cases?slowly").Body);
    }

    [Fact]
    public async Task A_request_that_breaks_off_does_not_reach_the_service()
    {
        using (await BeginAsync("/v1/cases?broken", "{\"a\":"))
            await OthersAreAnsweredAsync();
        await OthersAreAnsweredAsync();
        Assert.DoesNotContain("/v1/cases?broken", Cases.Begun);
    }

    /// <summary>A request whose body of ten bytes has begun.</summary>
    private async Task<TcpClient> BeginAsync(string target, string half)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", edge.Gateway.Url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {edge.Network.Token("KEN/customs")}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{half}"));
        return socket;
    }

    private async Task OthersAreAnsweredAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            using var answer = await edge.As("KEN/customs").GetAsync("/v1/cases?other");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
