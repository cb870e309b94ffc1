namespace Exchange.Matching;

/// <summary>A 64-bit hash that is the same in every process and version: FNV-1a over UTF-16, then the finalizer of MurmurHash3. For keys, not against attackers.</summary>
internal static class StableHash
{
    /// <summary>The hash of a text.</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash ^= c;
            hash *= 1099511628211UL;
        }
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
