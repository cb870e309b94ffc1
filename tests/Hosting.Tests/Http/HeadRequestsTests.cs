using System.Net;
using Xunit;

namespace Exchange.Hosting.Tests.Http;

public sealed class HeadRequestsTests(Pipeline pipeline) : IClassFixture<Pipeline>
{
    private readonly PipelineHost host = pipeline.Host;

    [Theory]
    [InlineData("/whoami")]
    [InlineData("/bytes")]
    [InlineData("/listing")]
    [InlineData("/listing?limit=2")]
    [InlineData("/nothing")]
    [InlineData("/listing?unknown=1")]
    public async Task Head_has_the_status_and_headers_of_Get_and_no_body(string path)
    {
        using var client = host.As("KEN/customs");
        using var get = await client.GetAsync(path);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Headers.Contains("Link"), head.Headers.Contains("Link"));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_is_refused_where_Get_is()
    {
        using var response = await host.As("KEN/customs").SendAsync(new HttpRequestMessage(HttpMethod.Head, "/documented"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        using var noToken = await host.As(null).SendAsync(new HttpRequestMessage(HttpMethod.Head, "/whoami"));
        Assert.Equal(HttpStatusCode.Unauthorized, noToken.StatusCode);
    }
}
