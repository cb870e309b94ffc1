namespace Exchange.Matching;

/// <summary>Which words of two names belong together: the most similar first, then words that are joined or split otherwise among those left.</summary>
internal ref struct WordAlignment
{
    public const int None = -1;

    /// <summary>Words of two names that belong together. The second of a side is <see cref="None"/> unless the words are joined.</summary>
    public readonly record struct Pair(int Left, int Left2, int Right, int Right2, double Score, string Rule);

    private readonly ParsedName _left;
    private readonly ParsedName _right;

    public WordAlignment(ParsedName left, ParsedName right)
    {
        (_left, _right) = (left, right);
        LeftTo = new int[left.Span.Length];
        RightTo = new int[right.Span.Length];
        Array.Fill(LeftTo, None);
        Array.Fill(RightTo, None);
        Pairs = new(Math.Max(LeftTo.Length, RightTo.Length));
        AlignWords();
        if (Pairs.Count < Math.Max(LeftTo.Length, RightTo.Length)) AlignJoined();
    }

    public List<Pair> Pairs { get; }

    /// <summary>For each word of the left name, the word of the right one, or <see cref="None"/>.</summary>
    public int[] LeftTo { get; }

    /// <summary>For each word of the right name, the word of the left one, or <see cref="None"/>.</summary>
    public int[] RightTo { get; }

    private readonly void AlignWords()
    {
        var left = _left.Span;
        var right = _right.Span;
        Span<double> scores = stackalloc double[left.Length * right.Length];
        var rules = new string[scores.Length];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++) scores[i * right.Length + j] = WordSimilarity.Of(left[i], right[j], out rules[i * right.Length + j]);
        }
        for (var best = Best(scores, right.Length); best >= 0; best = Best(scores, right.Length))
        {
            var (i, j) = (best / right.Length, best % right.Length);
            Take(new(i, None, j, None, scores[best], rules[best]));
            for (var k = 0; k < right.Length; k++) scores[i * right.Length + k] = 0;
            for (var k = 0; k < left.Length; k++) scores[k * right.Length + j] = 0;
        }
    }

    // Among equals, the words that stand nearest to each other.
    private static int Best(ReadOnlySpan<double> scores, int width)
    {
        var (best, bestScore) = (-1, 0.0);
        for (var k = 0; k < scores.Length; k++)
        {
            if (scores[k] <= 0) continue;
            var score = scores[k] - 0.001 * Math.Abs(k / width - k % width);
            if (score > bestScore) (best, bestScore) = (k, score);
        }
        return best;
    }

    private readonly void AlignJoined()
    {
        for (var i = 0; i < LeftTo.Length; i++)
        {
            for (var j = 0; j < RightTo.Length && LeftTo[i] == None; j++)
            {
                if (RightTo[j] == None && JoinedAt(i, j) is { } pair) Take(pair);
            }
        }
    }

    private readonly Pair? JoinedAt(int i, int j)
    {
        var left = i + 1 < LeftTo.Length && LeftTo[i + 1] == None ? _left.Joined[i] : null;
        var right = j + 1 < RightTo.Length && RightTo[j + 1] == None ? _right.Joined[j] : null;
        if (left is not null && _right.Span[j].Text.Length >= 4 && WordSimilarity.Of(left, _right.Span[j], out _) is > 0.85 and var one)
            return new(i, i + 1, j, None, one, WhyRule.Joined);
        if (right is not null && _left.Span[i].Text.Length >= 4 && WordSimilarity.Of(_left.Span[i], right, out _) is > 0.85 and var other)
            return new(i, None, j, j + 1, other, WhyRule.Joined);
        if (left is not null && right is not null && WordSimilarity.Of(left, right, out _) is > 0.9 and var both)
            return new(i, i + 1, j, j + 1, both - 0.05, WhyRule.Joined);
        return null;
    }

    private readonly void Take(Pair pair)
    {
        LeftTo[pair.Left] = pair.Right;
        RightTo[pair.Right] = pair.Left;
        if (pair.Left2 >= 0) LeftTo[pair.Left2] = pair.Right;
        if (pair.Right2 >= 0) RightTo[pair.Right2] = pair.Left;
        Pairs.Add(pair);
    }
}
