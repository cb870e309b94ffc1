namespace Exchange.Gateway.Limits;

/// <summary>Whether a request is within the limit, what is left after it, and when to ask again if it is not.</summary>
internal readonly record struct Verdict(bool Allowed, long Remaining, TimeSpan RetryAfter);

/// <summary>
/// The generic cell rate algorithm: one number for each caller, the instant at which its whole reserve would be back. It needs no
/// windows, whose edges let through twice the rate. All times are in microseconds.
/// </summary>
internal static class CellRate
{
    /// <summary>Decides one request, and gives the number to keep for the next.</summary>
    public static (Verdict Verdict, long Full) Decide(long full, long now, Limit limit)
    {
        var next = Math.Max(full, now) + limit.Interval;
        var allowedAt = next - (limit.Interval * limit.Burst);
        return allowedAt > now
            ? (new(false, 0, TimeSpan.FromMicroseconds(allowedAt - now)), full)
            : (new(true, (now - allowedAt) / limit.Interval, TimeSpan.Zero), next);
    }
}
