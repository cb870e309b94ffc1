namespace Exchange.Gateway.Limits;

/// <summary>The limit of one caller: a steady rate and a burst.</summary>
public sealed record Limit
{
    /// <summary>Requests a minute that the caller may send without pause; from 1 to 1,000,000.</summary>
    public required int PerMinute { get; init; }

    /// <summary>Requests that the caller may send at once after a pause; from 1 to 1,000,000.</summary>
    public required int Burst { get; init; }

    /// <summary>The time between two requests at the steady rate, in microseconds.</summary>
    internal long Interval => 60_000_000L / PerMinute;

    /// <summary>The time after which the whole burst is available again, in seconds.</summary>
    internal long Window => Math.Max(1, Interval * Burst / 1_000_000);
}

/// <summary>The limits at the network's edge (configuration section <c>Limits</c>).</summary>
public sealed class LimitOptions
{
    /// <summary>For each member, all its authorities together: one State's systems do not slow down another's.</summary>
    public Limit Member { get; set; } = new() { PerMinute = 3000, Burst = 600 };

    /// <summary>For each address that sends requests without a valid token.</summary>
    public Limit Address { get; set; } = new() { PerMinute = 600, Burst = 120 };
}
