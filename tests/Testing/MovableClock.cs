namespace Exchange.Testing;

/// <summary>
/// Time that a test moves on by days at once. Timers are the machine's, so that what looks every second does not have to look
/// a hundred thousand times in between.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
