using CsCheck;
using Exchange.Gateway.Limits;
using Xunit;

namespace Exchange.Gateway.Tests;

/// <summary>The rule itself, without a host.</summary>
public sealed class CellRateTests
{
    [Fact]
    public void Lets_no_more_through_in_any_stretch_of_time_than_burst_and_rate_allow() =>
        Gen.Select(Gen.Int[1, 6000], Gen.Int[1, 50], Gen.Long[0, 2_000_000].List[1, 200]).Sample((perMinute, burst, pauses) =>
        {
            var limit = new Limit { PerMinute = perMinute, Burst = burst };
            long now = 1_800_000_000_000_000, full = 0;
            List<long> allowed = [];
            foreach (var pause in pauses)
            {
                now += pause;
                (var verdict, full) = CellRate.Decide(full, now, limit);
                if (verdict.Allowed)
                    allowed.Add(now);
                else
                    Assert.True(CellRate.Decide(full, now + (long)verdict.RetryAfter.TotalMicroseconds, limit).Verdict.Allowed, "Retry-After is true");
            }

            for (var i = 0; i < allowed.Count; i++)
            {
                for (var j = i; j < allowed.Count; j++)
                    Assert.True(j - i + 1 <= burst + ((allowed[j] - allowed[i]) / limit.Interval) + 1);
            }
        });

    [Fact]
    public void Gives_the_whole_burst_after_a_pause()
    {
        var limit = new Limit { PerMinute = 60, Burst = 7 };
        long full = 0;
        var allowed = 0;
        for (var i = 0; i < 20; i++)
        {
            (var verdict, full) = CellRate.Decide(full, 1_000_000_000, limit);
            allowed += verdict.Allowed ? 1 : 0;
        }

        Assert.Equal(7, allowed);
    }
}
