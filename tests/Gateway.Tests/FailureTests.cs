using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Testing.Servers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class FailureTests(Edge edge) : IClassFixture<Edge>
{
    [Fact]
    public async Task Says_when_to_try_again_when_a_service_is_down()
    {
        var gateway = await edge.StartGatewayAsync(("Gateway:Services:route-alerts", $"http://127.0.0.1:{Ports.Free()}"));
        using var answer = await edge.As("KEN/customs", gateway).GetAsync("/v1/alerts");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("/problems/unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());

        using var other = await edge.As("KEN/customs", gateway).GetAsync("/v1/cases");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Says_the_same_when_a_service_dies_before_it_answers()
    {
        edge.Backends["identity"].Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var answer = await edge.As("KEN/customs").GetAsync("/v1/members");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_a_body_over_the_limit(bool chunked)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes($"\"{new string('x', ExchangeDefaults.MaxBodySize)}\""));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/cases") { Content = chunked ? new StreamContent(new Unseekable(content.ReadAsStream())) : content };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        var before = edge.Backends["diversion-cases"].Requests.Count;
        using var answer = await edge.As("KEN/customs").SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, edge.Backends["diversion-cases"].Requests.Count);
    }

    [Fact]
    public async Task Shows_the_health_of_all_services_in_one_answer()
    {
        using var well = await edge.Gateway.Client.GetAsync("/health/services");
        Assert.Equal(HttpStatusCode.OK, well.StatusCode);

        var gateway = await edge.StartGatewayAsync(("Gateway:Services:route-alerts", $"http://127.0.0.1:{Ports.Free()}"));
        using var ill = await gateway.Client.GetAsync("/health/services");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ill.StatusCode);
        var checks = ServiceList.Current.Services.Select(s => $"\"{s.Name}\":\"{(s.Name == "route-alerts" ? "unhealthy" : "healthy")}\"");
        Assert.Equal($$$"""{"status":"unhealthy","checks":{{{{string.Join(',', checks)}}}}}""", await ill.Content.ReadAsStringAsync());
        using var own = await gateway.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    /// <summary>A stream of unknown length.</summary>
    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
