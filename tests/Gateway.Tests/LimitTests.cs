using System.Diagnostics;
using System.Net;
using Exchange.Testing;
using Exchange.Testing.Servers;
using StackExchange.Redis;
using Xunit;

namespace Exchange.Gateway.Tests;

public sealed class LimitTests(Edge edge) : IClassFixture<Edge>
{
    // Slow enough that nothing comes back while a test runs.
    private static readonly (string, string)[] FiveThenOneAMinute =
        [("Limits:Member:Burst", "5"), ("Limits:Member:PerMinute", "1"), ("Limits:Address:Burst", "5"), ("Limits:Address:PerMinute", "1")];

    [Fact]
    public async Task Refuses_a_member_over_its_limit_and_says_when_to_come_back()
    {
        var gateway = await edge.StartGatewayAsync(FiveThenOneAMinute);
        using var ken = edge.As("KEN/customs", gateway);
        for (var left = 4; left >= 0; left--)
        {
            using var within = await ken.GetAsync("/v1/cases");
            Assert.Equal(HttpStatusCode.OK, within.StatusCode);
            Assert.StartsWith($"\"member\";r={left};", Assert.Single(within.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
            Assert.Equal("\"member\";q=5;w=300", Assert.Single(within.Headers.GetValues("RateLimit-Policy")));
        }

        using var over = await ken.GetAsync("/v1/cases");
        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);
        Assert.InRange(over.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Equal("application/problem+json", over.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"/problems/too-many-requests\"", await over.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_a_members_authorities_together_and_members_apart()
    {
        var gateway = await edge.StartGatewayAsync(FiveThenOneAMinute);
        Assert.Equal(5, await AllowedAsync(edge.As("KEN/customs", gateway), 5));
        Assert.Equal(0, await AllowedAsync(edge.As("KEN/police", gateway), 1));
        Assert.Equal(5, await AllowedAsync(edge.As("UGA/customs", gateway), 6));
    }

    [Fact]
    public async Task Counts_by_address_whoever_has_no_valid_token()
    {
        var gateway = await edge.StartGatewayAsync(FiveThenOneAMinute);
        using var forged = gateway.As(edge.Network["KEN"].HostileTokens(edge.Network["UGA"])["another key under the same kid"]);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync("/v1/cases")).StatusCode);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.OK, (await gateway.Client.PostAsync("/identity/ken/connect/token", null)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await gateway.Client.PostAsync("/identity/ken/connect/token", null)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await forged.GetAsync("/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(1, await AllowedAsync(edge.As("KEN/customs", gateway), 1));
    }

    [Fact]
    public async Task Is_one_limit_over_all_gateways_with_redis()
    {
        var redis = ("ConnectionStrings:redis", await (await RedisServer.SharedAsync()).CreateDatabaseAsync());
        var first = await edge.StartGatewayAsync([.. FiveThenOneAMinute, redis]);
        var second = await edge.StartGatewayAsync([.. FiveThenOneAMinute, redis]);
        Assert.Equal(3, await AllowedAsync(edge.As("KEN/customs", first), 3));
        Assert.Equal(2, await AllowedAsync(edge.As("KEN/customs", second), 4));
        Assert.Equal(0, await AllowedAsync(edge.As("KEN/customs", first), 1));
        Assert.Equal(5, await AllowedAsync(edge.As("UGA/customs", second), 6));
    }

    [Fact]
    public async Task Lets_exactly_the_limit_through_when_many_ask_at_once()
    {
        var redis = ("ConnectionStrings:redis", await (await RedisServer.SharedAsync()).CreateDatabaseAsync());
        var gateways = new[] { await edge.StartGatewayAsync([.. FiveThenOneAMinute, redis]), await edge.StartGatewayAsync([.. FiveThenOneAMinute, redis]) };
        var clients = gateways.Select(g => edge.As("KEN/customs", g)).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => clients[i % 2].GetAsync("/v1/cases")));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task Goes_on_alone_when_redis_is_gone_and_together_when_it_is_back()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        var gateway = await edge.StartGatewayAsync([.. FiveThenOneAMinute, ("ConnectionStrings:redis", redis.ConnectionString)]);
        using var ken = edge.As("KEN/customs", gateway);
        Assert.Equal(1, await AllowedAsync(ken, 1));

        await redis.StopAsync();
        var clock = Stopwatch.StartNew();
        Assert.Equal(5, await AllowedAsync(ken, 8));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"8 requests took {clock.Elapsed} without Redis");

        await redis.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        await Eventually.HoldsAsync("the gateway counts in Redis again", async () =>
        {
            (await edge.As("UGA/customs", gateway).GetAsync("/v1/cases")).Dispose();
            return await connection.GetDatabase().KeyExistsAsync("exchange:gateway:limit:member:UGA");
        });
    }

    private static async Task<int> AllowedAsync(HttpClient client, int times)
    {
        var allowed = 0;
        for (var i = 0; i < times; i++)
        {
            using var answer = await client.GetAsync("/v1/cases");
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, answer.StatusCode.ToString());
            allowed += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        return allowed;
    }
}
