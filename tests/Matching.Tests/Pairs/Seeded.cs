namespace Exchange.Matching.Tests.Pairs;

/// <summary>Numbers that are the same for a seed in every version of .NET (SplitMix64).</summary>
internal sealed class Seeded(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to below the limit.</summary>
    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    /// <summary>One of some.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of some, other than the one given.</summary>
    public T PickOther<T>(IReadOnlyList<T> items, T not) where T : class
    {
        T picked;
        do picked = Pick(items);
        while (ReferenceEquals(picked, not));
        return picked;
    }
}
