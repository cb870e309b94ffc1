namespace Exchange.Matching;

/// <summary>What a score means. The thresholds are fixed, so that answers of all States mean the same.</summary>
public enum Band
{
    /// <summary>Below 0.72: not shown as a candidate.</summary>
    None,

    /// <summary>From 0.72: a person must look at it.</summary>
    Possible,

    /// <summary>From 0.90: very probably the same.</summary>
    Strong,

    /// <summary>An identifier is the same; the name does not matter.</summary>
    Exact,
}

/// <summary>The thresholds of the bands.</summary>
public static class Bands
{
    /// <summary>The least score of <see cref="Band.Possible"/>.</summary>
    public const double Possible = 0.72;

    /// <summary>The least score of <see cref="Band.Strong"/>.</summary>
    public const double Strong = 0.90;

    /// <summary>The band of a score from 0 to 1.</summary>
    public static Band Of(double score) => score >= Strong ? Band.Strong : score >= Possible ? Band.Possible : Band.None;
}
