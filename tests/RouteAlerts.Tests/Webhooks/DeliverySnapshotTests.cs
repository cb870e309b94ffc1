using Exchange.RouteAlerts.Webhooks;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Webhooks;

public sealed class DeliverySnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(0, true), InlineData(99, true), InlineData(100, false), InlineData(60_000, false), InlineData(-1, false)]
    public void A_snapshot_is_fresh_for_100_milliseconds(int milliseconds, bool fresh) =>
        Assert.Equal(fresh, new DeliverySnapshot(null!, null!, null!, At).IsFresh(At.AddMilliseconds(milliseconds)));
}
