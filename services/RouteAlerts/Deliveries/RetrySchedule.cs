namespace Exchange.RouteAlerts;

/// <summary>When a failed delivery is tried again: delays that grow, over three days in all.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(18), TimeSpan.FromHours(22),
    ];

    /// <summary>A tenth of the delay, so that what failed together does not come back together.</summary>
    private const double Jitter = 0.1;

    /// <summary>The first attempt and all that follow it.</summary>
    public static int Attempts => Delays.Length + 1;

    /// <summary>The delay after a number of failed attempts; null when there were enough.</summary>
    /// <param name="random">From 0 up to 1.</param>
    public static TimeSpan? After(int attempts, double random) =>
        attempts > Delays.Length ? null : Delays[attempts - 1] * (1 + (Jitter * random));
}
