using System.Net;
using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>The broker or the database goes away, and comes back.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class OutageTests(Network network)
{
    private static readonly Uri AllCases = new("/v1/cases", UriKind.Relative);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Without_the_broker_cases_are_accepted_and_their_alerts_follow()
    {
        using var customs = network.As("KEN/customs");
        using var uganda = network.As("UGA/customs");
        var cases = new List<string>();
        await network.Rabbit.StopAsync();
        try
        {
            await Eventually.HoldsAsync("the service says that it is not ready",
                async () => await network.Cases.ReadinessAsync() == HttpStatusCode.ServiceUnavailable, Patience);
            for (var i = 0; i < 5; i++)
                cases.Add((await customs.PostAsync("/v1/cases", SampleCase.Json("Posted without a broker", SampleCase.ToTheRegion)))["id"]!.GetValue<string>());
        }
        finally
        {
            await network.Rabbit.StartAsync();
        }
        await Eventually.HoldsAsync("the alerts follow", async () =>
        {
            var raised = (await uganda.ListAsync("/v1/alerts")).Select(a => a["case"]?["id"]?.GetValue<string>()).ToHashSet();
            return cases.TrueForAll(raised.Contains);
        }, Patience);
        await Eventually.HoldsAsync("the service is ready again", async () => await network.Cases.ReadinessAsync() == HttpStatusCode.OK, Patience);
    }

    [Fact]
    public async Task Without_the_database_the_answer_is_503_until_it_is_back()
    {
        using var customs = network.As("KEN/customs");
        await customs.TokenAsync();
        var body = SampleCase.Json("Posted without a database", SampleCase.ToTheRegion);
        const string key = "posted-without-a-database";
        await network.Postgres.StopAsync();
        try
        {
            foreach (var (method, content) in new[] { (HttpMethod.Get, (JsonNode?)null), (HttpMethod.Post, body) })
            {
                using var refused = await customs.SendAsync(method, AllCases, content, content is null ? null : key);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
                Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            }
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await network.Cases.ReadinessAsync());
        }
        finally
        {
            await network.Postgres.StartAsync();
        }
        foreach (var process in network.Processes)
            await Eventually.HoldsAsync($"{process.Name} is ready again", async () => await process.ReadinessAsync() == HttpStatusCode.OK, Patience);
        using var accepted = await customs.SendAsync(HttpMethod.Post, AllCases, body, key);
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }
}
