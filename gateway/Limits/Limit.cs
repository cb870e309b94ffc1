namespace Exchange.Gateway.Limits;

/// <summary>How much one caller may ask: a steady rate, and a reserve for bursts.</summary>
public sealed record Limit
{
    /// <summary>Requests a minute, lastingly.</summary>
    public required int PerMinute { get; init; }

    /// <summary>Requests at once, after a pause.</summary>
    public required int Burst { get; init; }

    /// <summary>What one request uses of the rate, in microseconds.</summary>
    internal long Interval => 60_000_000L / PerMinute;

    /// <summary>How long it takes until the whole reserve is back, in seconds.</summary>
    internal long Window => Math.Max(1, Interval * Burst / 1_000_000);
}

/// <summary>The limits of the network's edge (configuration section <c>Limits</c>).</summary>
public sealed class LimitOptions
{
    /// <summary>For each member, whichever of its authorities asks: one State's systems do not slow down another's.</summary>
    public Limit Member { get; set; } = new() { PerMinute = 3000, Burst = 600 };

    /// <summary>For each address that asks without a valid token: for tokens, documents, or in vain.</summary>
    public Limit Address { get; set; } = new() { PerMinute = 600, Burst = 120 };
}
