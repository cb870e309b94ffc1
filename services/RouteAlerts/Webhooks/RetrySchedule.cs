namespace Exchange.RouteAlerts.Webhooks;

/// <summary>When a failed delivery is retried: growing delays, about three days in all.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(18), TimeSpan.FromHours(22),
    ];

    /// <summary>The share of the delay that is random, so that deliveries that failed together are not retried together.</summary>
    private const double Jitter = 0.1;

    /// <summary>The number of attempts, the first included.</summary>
    public static int Attempts => Delays.Length + 1;

    /// <summary>The delay after a number of failed attempts; null if that was the last one.</summary>
    /// <param name="random">From 0 up to 1.</param>
    public static TimeSpan? After(int attempts, double random) =>
        attempts > Delays.Length ? null : Delays[attempts - 1] * (1 + (Jitter * random));
}
