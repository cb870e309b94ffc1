namespace Exchange.EndUserCertificates.Shipments;

/// <summary>Time as it is stored.</summary>
internal static class StoredTime
{
    /// <summary>Now, to the microsecond, which both providers keep: a record's entity tag is the same before and after it was stored.</summary>
    public static DateTimeOffset StoredNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
