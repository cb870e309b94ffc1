using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Exchange.Hosting.Tests.Http;

public sealed class PagingTests(Pipeline pipeline) : IClassFixture<Pipeline>
{
    private readonly PipelineHost host = pipeline.Host;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task The_pages_together_are_the_list_and_the_last_one_has_no_next(int limit)
    {
        using var client = host.As("KEN/customs");
        var (numbers, address) = (new List<int>(), $"/listing?limit={limit}&originator=KEN");
        while (address is not null)
        {
            using var response = await client.GetAsync(address);
            var page = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, limit);
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("number").GetInt32()));
            var next = page.GetProperty("next").GetString();
            address = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('>')[0][1..] : null;
            Assert.Equal(next is null, address is null);
            if (address is not null) Assert.EndsWith($"&cursor={Uri.EscapeDataString(next!)}", address, StringComparison.Ordinal);
        }
        Assert.Equal(Enumerable.Range(1, 7), numbers);
    }

    [Theory]
    [InlineData("limit=0", "limit", "has to be 1 to 200")]
    [InlineData("limit=201", "limit", "has to be 1 to 200")]
    [InlineData("limit=-5", "limit", "has to be 1 to 200")]
    [InlineData("cursor=5", "cursor", "is not a cursor of this list with these filters")]
    public async Task A_page_that_does_not_exist_is_422(string query, string field, string fault)
    {
        var problem = await PipelineTests.ProblemAsync(await host.As("KEN/customs").GetAsync($"/listing?{query}"), HttpStatusCode.UnprocessableEntity, "validation");
        Assert.Equal(fault, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("KEN/customs", "KEN", HttpStatusCode.OK)]
    [InlineData("KEN/customs", "UGA", HttpStatusCode.UnprocessableEntity)]
    [InlineData("UGA/customs", "KEN", HttpStatusCode.UnprocessableEntity)]
    public async Task A_cursor_holds_for_its_member_and_filters_alone(string identity, string originator, HttpStatusCode status)
    {
        var page = await host.As("KEN/customs").GetFromJsonAsync<JsonElement>("/listing?limit=2&originator=KEN");
        using var response = await host.As(identity).GetAsync($"/listing?limit=2&originator={originator}&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}");
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_page_that_the_caller_has_is_not_sent_again()
    {
        using var client = host.As("KEN/customs");
        using var first = await client.GetAsync("/listing");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/listing");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }
}
