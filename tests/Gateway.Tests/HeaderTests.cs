using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class HeaderTests(Edge edge) : IClassFixture<Edge>
{
    [Fact]
    public async Task Tells_the_service_who_called_whatever_the_caller_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cases");
        foreach (var (name, value) in Spoofed)
            request.Headers.TryAddWithoutValidation(name, value);
        (await edge.As("KEN/customs").SendAsync(request)).Dispose();

        var headers = edge.Backends["diversion-cases"].Requests[^1].Headers;
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal(edge.Gateway.Url.Authority, headers["X-Forwarded-Host"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.DoesNotContain(headers, h => h.Value.Contains("6.6.6.6", StringComparison.Ordinal) || h.Value.Contains("evil", StringComparison.Ordinal));
        Assert.All((string[])["Forwarded", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"], name => Assert.DoesNotContain(name, headers));
    }

    [Fact]
    public async Task Keeps_hop_by_hop_fields_on_their_hop()
    {
        // By hand, as HttpClient would not send such a request.
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", edge.Gateway.Url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {edge.Network.Token("KEN/customs")}\r\n"
            + "Connection: X-Internal, Authorization\r\nX-Internal: admin\r\nKeep-Alive: 300\r\nTE: trailers, deflate\r\nProxy-Authorization: Basic eA==\r\n\r\n"));
        Assert.Equal("HTTP/1.1 200 OK", await new StreamReader(socket.GetStream()).ReadLineAsync());

        var headers = edge.Backends["diversion-cases"].Requests[^1].Headers;
        Assert.All((string[])["X-Internal", "Keep-Alive", "Proxy-Authorization", "Connection"], name => Assert.DoesNotContain(name, headers));
        Assert.Contains("Authorization", headers);
    }

    [Fact]
    public async Task Gives_every_answer_the_security_headers_once()
    {
        edge.Backends["diversion-cases"].Answer = http =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.XFrameOptions = "SAMEORIGIN";
            http.Response.Headers.Server = "service/1.0";
            return Task.CompletedTask;
        };
        using var answer = await edge.As("KEN/customs").GetAsync("/v1/cases");
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task Believes_a_load_balancer_only_where_one_is_configured()
    {
        var behind = await edge.StartGatewayAsync(("Gateway:TrustedProxies:0", "127.0.0.0/8"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cases") { Headers = { { "X-Forwarded-For", "198.51.100.7" } } };
        (await edge.As("KEN/customs", behind).SendAsync(request)).Dispose();
        Assert.Equal("198.51.100.7", edge.Backends["diversion-cases"].Requests[^1].Headers["X-Forwarded-For"]);
    }

    private static readonly (string Name, string Value)[] Spoofed =
    [
        ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "evil"), ("X-Forwarded-Prefix", "/evil"),
        ("Forwarded", "for=6.6.6.6"), ("X-Real-IP", "6.6.6.6"), ("X-Original-URL", "/evil"), ("X-Rewrite-URL", "/evil"), ("X-HTTP-Method-Override", "evil"),
    ];
}
