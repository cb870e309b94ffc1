using Xunit;

namespace Exchange.RouteAlerts.Tests;

public sealed class FoundTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(0, true), InlineData(99, true), InlineData(100, false), InlineData(60_000, false), InlineData(-1, false)]
    public void What_was_found_holds_for_a_moment_and_is_looked_up_again_after_it(int milliseconds, bool holds) =>
        Assert.Equal(holds, new Found(null!, new Told(At, "KEN-2026-1", null), At).IsFresh(At.AddMilliseconds(milliseconds)));
}
