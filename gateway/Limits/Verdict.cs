namespace Exchange.Gateway.Limits;

/// <summary>Whether a request is within the limit, the requests left after it, and when to try again if it is not.</summary>
internal readonly record struct Verdict(bool Allowed, long Remaining, TimeSpan RetryAfter);

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371): one number a caller, the instant at which its whole burst is available again. It has no
/// windows, at whose edges twice the rate would pass. Times are in microseconds.
/// </summary>
internal static class CellRate
{
    /// <summary>Decides one request; returns the number to store for the next.</summary>
    public static (Verdict Verdict, long Full) Decide(long full, long now, Limit limit)
    {
        var next = Math.Max(full, now) + limit.Interval;
        var allowedAt = next - (limit.Interval * limit.Burst);
        return allowedAt > now
            ? (new(false, 0, TimeSpan.FromMicroseconds(allowedAt - now)), full)
            : (new(true, (now - allowedAt) / limit.Interval, TimeSpan.Zero), next);
    }
}
