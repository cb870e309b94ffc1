using Exchange.Gateway.Limits;
using Exchange.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Xunit;

namespace Exchange.Gateway.Tests;

/// <summary>What members take ahead of Redis is theirs, and counted.</summary>
public sealed class SharedLimitsTests
{
    // Slow enough that nothing comes back while a test runs.
    private static readonly Limit Large = new() { PerMinute = 1, Burst = 800 };

    [Fact]
    public async Task One_gateway_lets_exactly_the_limit_through()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(await (await RedisServer.SharedAsync()).CreateDatabaseAsync());
        Assert.Equal(Large.Burst, await AllowedAsync([Gateway(redis)], 1_500));
    }

    [Fact]
    public async Task A_further_gateway_adds_no_more_than_a_small_part_of_it()
    {
        var database = await (await RedisServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = await ConnectionMultiplexer.ConnectAsync(database);
        await using var second = await ConnectionMultiplexer.ConnectAsync(database);
        Assert.InRange(await AllowedAsync([Gateway(first), Gateway(second)], 3_000), Large.Burst, Large.Burst + (Large.Burst / 16));
    }

    [Fact]
    public async Task What_was_taken_ahead_here_is_not_there_elsewhere()
    {
        var database = await (await RedisServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = await ConnectionMultiplexer.ConnectAsync(database);
        await using var second = await ConnectionMultiplexer.ConnectAsync(database);
        Assert.Equal(200, await AllowedAsync([Gateway(first)], 200));
        Assert.InRange(await AllowedAsync([Gateway(second)], 1_000), Large.Burst - 200, Large.Burst - 200 + (Large.Burst / 16));
    }

    [Fact]
    public async Task Redis_is_seldom_asked_far_from_the_limit_and_always_for_an_address()
    {
        await using var redis = await RedisServer.StartOwnAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var gateway = Gateway(connection);
        await AllowedAsync([gateway], 400);
        var members = await QuestionsAsync(connection);
        Assert.InRange(members, 1, 200);

        for (var n = 0; n < 50; n++) Assert.True((await gateway.TakeAsync("address:127.0.0.1", Large)).Allowed);
        Assert.Equal(50, await QuestionsAsync(connection) - members);
    }

    // Its time stands still: it waits for Redis however slow the machine is, and never counts alone.
    private static SharedLimits Gateway(ConnectionMultiplexer redis)
    {
        var clock = new FakeTimeProvider();
        return new(redis, new LocalLimits(clock), clock, NullLogger<SharedLimits>.Instance);
    }

    private static async Task<int> AllowedAsync(SharedLimits[] gateways, int times)
    {
        var allowed = 0;
        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var verdict = await gateways[n % gateways.Length].TakeMemberAsync("member:KEN", Large);
            if (verdict.Allowed) Interlocked.Increment(ref allowed);
            Assert.Equal(verdict.Allowed, verdict.RetryAfter == TimeSpan.Zero);
            Assert.InRange(verdict.Remaining, 0, Large.Burst - 1);
        });
        return allowed;
    }

    private static async Task<long> QuestionsAsync(ConnectionMultiplexer redis)
    {
        var line = ((string)(await redis.GetDatabase().ExecuteAsync("INFO", "commandstats"))!).Split('\n').Where(l => l.StartsWith("cmdstat_eval", StringComparison.Ordinal));
        return line.Sum(l => long.Parse(l.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
    }
}
