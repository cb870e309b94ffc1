namespace Exchange.Matching;

/// <summary>How far two names can be the same subject's, with every reason.</summary>
/// <param name="Value">0 to 1, four decimals. 1 for a name and itself.</param>
/// <param name="Why">The reasons, never empty: words that agree, contradict or are omitted, then deductions.</param>
public sealed record NameScore(double Value, IReadOnlyList<Why> Why)
{
    /// <summary>The band of the value.</summary>
    public Band Band => Bands.Of(Value);

    /// <summary>Compares two names. The value is the same in both directions; <c>why</c> says what was asked and what was found.</summary>
    public static NameScore Of(ParsedName asked, ParsedName found)
    {
        // Words are aligned greedily, so one order is fixed for both directions.
        var turned = IsTurned(asked, found);
        var why = new List<Why>();
        var value = turned ? NameComparison.Score(found, asked, why) : NameComparison.Score(asked, found, why);
        if (turned)
        {
            for (var i = 0; i < why.Count; i++) why[i] = why[i] with { Asked = why[i].Found, Found = why[i].Asked };
        }
        return new(value, why);
    }

    /// <summary>The value alone, without the reasons: 0 to 1. For ranking many candidates.</summary>
    public static double ValueOf(ParsedName asked, ParsedName found) =>
        IsTurned(asked, found) ? NameComparison.Score(found, asked, null) : NameComparison.Score(asked, found, null);

    private static bool IsTurned(ParsedName asked, ParsedName found)
    {
        var order = string.CompareOrdinal(asked.Text, found.Text);
        if (order == 0) order = asked.Kind.CompareTo(found.Kind);
        if (order == 0) order = string.CompareOrdinal(asked.Own, found.Own);
        return order > 0;
    }
}
