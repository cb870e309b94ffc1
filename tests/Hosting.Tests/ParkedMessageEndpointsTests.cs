using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Exchange.Hosting.Trust;
using Exchange.Messaging;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.Hosting.Tests;

public sealed class ParkedMessageEndpointsTests
{
    private const string Path = "/v1/operations/pipeline/parked";

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task The_operator_pages_through_them_newest_first_and_sees_no_bodies(Provider provider)
    {
        await using var host = await PipelineHost.StartAsync(provider);
        var ids = await ParkAsync(host, 5);
        using var client = host.As("NETWORK/operator");

        var seen = new List<Guid>();
        for (var url = $"{Path}?limit=2"; url is not null;)
        {
            using var answer = await client.GetAsync(url);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
            var page = JsonSerializer.Deserialize<JsonElement>(text);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            url = page.GetProperty("next").GetString() is { } next ? $"{Path}?limit=2&cursor={Uri.EscapeDataString(next)}" : null;
        }

        Assert.Equal(ids.Reverse(), seen);
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Sending_again_takes_it_from_the_list_once(Provider provider)
    {
        await using var host = await PipelineHost.StartAsync(provider);
        var id = (await ParkAsync(host, 1))[0];
        using var client = host.As("NETWORK/operator");

        var first = await client.PostAsync($"{Path}/{id}/resend", null);
        var second = await client.PostAsync($"{Path}/{id}/resend", null);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Only_the_operator_may()
    {
        await using var host = await PipelineHost.StartAsync();
        var id = (await ParkAsync(host, 1))[0];

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.As(null).GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("KEN/customs").GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.As("KEN/customs").PostAsync($"{Path}/{id}/resend", null)).StatusCode);
        Assert.Single((await host.As("NETWORK/operator").GetFromJsonAsync<JsonElement>(Path)).GetProperty("items").EnumerateArray());
    }

    [Theory, InlineData("limit=0", "limit"), InlineData("limit=201", "limit"), InlineData("cursor=made-up", "cursor")]
    public async Task What_is_wrong_with_a_page_is_said(string query, string field)
    {
        await using var host = await PipelineHost.StartAsync();

        using var answer = await host.As("NETWORK/operator").GetAsync($"{Path}?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    /// <summary>Their ids, the oldest first.</summary>
    private static async Task<IReadOnlyList<Guid>> ParkAsync(PipelineHost host, int count)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrustDb>();
        var parked = Enumerable.Range(0, count).Select(i => new ParkedMessage
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(i)),
            MessageId = Guid.CreateVersion7(),
            Consumer = "pipeline-nobody",
            MessageType = "urn:message:Exchange.Contracts:CaseReported",
            Body = "\"secret\""u8.ToArray(),
            Error = typeof(InvalidOperationException).FullName!,
            ParkedAt = DateTimeOffset.UnixEpoch.AddDays(i),
        }).ToList();
        db.AddRange(parked);
        await db.SaveChangesAsync();
        return parked.ConvertAll(p => p.Id);
    }
}
