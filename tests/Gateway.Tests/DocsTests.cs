using System.Net;
using System.Text.RegularExpressions;
using Exchange.Contracts;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class DocsTests(Edge edge) : IClassFixture<Edge>
{
    [Fact]
    public async Task Reads_the_documents_of_all_services()
    {
        using var answer = await edge.Gateway.Client.GetAsync("/docs/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.All(ServiceList.Current.Services, service => Assert.Contains($"\"openapi/{service.Name}.json\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opens_on_the_cases()
    {
        var page = await edge.Gateway.Client.GetStringAsync("/docs/");
        var places = ServiceList.Current.Services.ToDictionary(service => service.Name, service => page.IndexOf($"\"openapi/{service.Name}.json\"", StringComparison.Ordinal));
        Assert.Equal("diversion-cases", places.MinBy(place => place.Value).Key);
    }

    [Theory]
    [InlineData("/docs/nope.js")]
    [InlineData("/docs/nope")]
    [InlineData("/docs/diversion-cases.js")]
    [InlineData("/docs/diversion-cases/more")]
    [InlineData("/openapi/nope.json")]
    [InlineData("/openapi/diversion-cases")]
    public async Task Has_no_page_for_what_does_not_exist(string path)
    {
        using var answer = await edge.Gateway.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("/problems/not-found", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs/")]
    [InlineData("/docs/identity")]
    [InlineData("/docs/diversion-cases")]
    public async Task Has_a_page_for_each_document(string path)
    {
        using var answer = await edge.Gateway.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Loads_nothing_from_elsewhere()
    {
        using var answer = await edge.Gateway.Client.GetAsync("/docs/");
        var page = await answer.Content.ReadAsStringAsync();
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotMatch("https?:|\\*", policy);
        Assert.StartsWith("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);

        var sources = Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            var address = new Uri(new Uri(edge.Gateway.Url, "/docs/"), source);
            Assert.Equal(edge.Gateway.Url.Authority, address.Authority);
            Assert.Equal(HttpStatusCode.OK, (await edge.Gateway.Client.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task Has_another_nonce_each_time()
    {
        using var first = await edge.Gateway.Client.GetAsync("/docs/");
        using var second = await edge.Gateway.Client.GetAsync("/docs/");
        Assert.NotEqual(first.Headers.GetValues("Content-Security-Policy"), second.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Says_at_the_root_where_things_are()
    {
        var page = await edge.Gateway.Client.GetStringAsync("/");
        Assert.Contains("/docs", page, StringComparison.Ordinal);
        Assert.Contains("exchange token KEN/customs", page, StringComparison.Ordinal);
    }
}
