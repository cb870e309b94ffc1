namespace Exchange.Matching;

/// <summary>
/// The score of two names: <c>matched / (weight + 2.2 × contradiction + 0.34 × omission)</c>, less deductions. What both names have beyond the words in
/// common contradicts; what only one has beyond that is omitted.
/// </summary>
internal static class NameComparison
{
    private const double ContradictionCost = 2.2;
    private const double OmissionCost = 0.34;
    private const double InitialWeight = 0.75;

    /// <summary>Scores the pair and adds the reasons, if asked for.</summary>
    public static double Score(ParsedName left, ParsedName right, List<Why>? why)
    {
        if (left.Words.Count == 0 || right.Words.Count == 0)
        {
            why?.Add(new(WhyRule.TooLittle, left.Text, right.Text, 0, 0));
            return 0;
        }
        var alignment = new WordAlignment(left, right);
        var (matched, weight, common, distinct) = Common(left, right, alignment, why);
        var leftRest = Leftover.Of(left, alignment.LeftTo);
        var rightRest = Leftover.Of(right, alignment.RightTo);
        AddLeftover(left, alignment.LeftTo, rightRest.Weight > 0, isLeft: true, why);
        AddLeftover(right, alignment.RightTo, leftRest.Weight > 0, isLeft: false, why);

        var contradiction = Math.Min(leftRest.Weight, rightRest.Weight);
        var omission = Math.Abs(leftRest.Weight - rightRest.Weight);
        var score = weight == 0 ? 0 : matched / (weight + ContradictionCost * contradiction + OmissionCost * omission);

        if (common == 0) score = Less(score, score * 0.4, WhyRule.NothingDistinctive, why);
        else if (common == 1 && distinct < 2 && leftRest.Distinctive + rightRest.Distinctive > 0) score = Less(score, score * 0.2, WhyRule.OneWordInCommon, why);
        score = Deductions.Apply(score, left, right, alignment, leftRest.HasNumber || rightRest.HasNumber, why);
        return Math.Round(Math.Clamp(score, 0, 1), 4);
    }

    internal static double Less(double score, double deduction, string rule, List<Why>? why, string? left = null, string? right = null)
    {
        why?.Add(new(rule, left, right, -Math.Round(deduction, 2), 0));
        return score - deduction;
    }

    private static (double Matched, double Weight, int Common, int Distinct) Common(ParsedName left, ParsedName right, WordAlignment alignment, List<Why>? why)
    {
        var (matched, weight, common, distinct) = (0.0, 0.0, 0, 0);
        foreach (var pair in alignment.Pairs)
        {
            var (a, b) = (left.Span[pair.Left], right.Span[pair.Right]);
            var counts = pair.Rule == WhyRule.Initial
                ? InitialWeight
                : Math.Max(Weight(left, pair.Left, pair.LeftCount), Weight(right, pair.Right, pair.RightCount));
            matched += counts * pair.Score;
            weight += counts;
            if (pair.Rule == WhyRule.Joined) (common, distinct) = (common + 2, distinct + 2);
            else if (a.Names || b.Names) (common, distinct) = (common + (pair.Rule == WhyRule.Initial ? 0 : 1), distinct + 1);
            else if (a.Kind == WordKind.Number && (a.Text.Length > 2 || !(left.HasDistinctive || right.HasDistinctive))) (common, distinct) = (common + 1, distinct + 1);
            why?.Add(new(pair.Rule, Text(left, pair.Left, pair.LeftCount), Text(right, pair.Right, pair.RightCount), Math.Round(pair.Score, 2), Math.Round(counts, 2)));
        }
        return (matched, weight, common, distinct);
    }

    private static void AddLeftover(ParsedName name, int[] to, bool contradicted, bool isLeft, List<Why>? why)
    {
        if (why is null) return;
        for (var i = 0; i < to.Length; i++)
        {
            if (to[i] != WordAlignment.None) continue;
            var word = name.Span[i];
            why.Add(new(contradicted ? WhyRule.Contradicted : WhyRule.Omitted, isLeft ? word.Text : null, isLeft ? null : word.Text, 0, Math.Round(word.Weight, 2)));
        }
    }

    private static double Weight(ParsedName name, int from, int count)
    {
        var weight = 0.0;
        for (var i = from; i < from + count; i++) weight += name.Span[i].Weight;
        return weight;
    }

    private static string Text(ParsedName name, int from, int count) =>
        count == 1 ? name.Span[from].Text : string.Join(' ', name.Words.Skip(from).Take(count).Select(word => word.Text));
}
