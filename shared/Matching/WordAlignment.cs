namespace Exchange.Matching;

/// <summary>Which words of two names belong together: the most similar first, then words that are joined or split otherwise among those left.</summary>
internal ref struct WordAlignment
{
    public const int None = -1;

    /// <summary>Words of two names that belong together: from where on, and how many of each (one, unless they are joined).</summary>
    public readonly record struct Pair(int Left, int LeftCount, int Right, int RightCount, double Score, string Rule);

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
        if (Pairs.Count < LeftTo.Length && Pairs.Count < RightTo.Length) AlignJoined();
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
            Take(new(i, 1, j, 1, scores[best], rules[best]));
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
        var (leftFree, rightFree) = (Free(LeftTo, i), Free(RightTo, j));
        for (var count = leftFree; count > 1; count--)
        {
            if (_right.Span[j].Text.Length >= 4 && WordSimilarity.Of(_left.Joined(i, count), _right.Span[j], out _) is > 0.85 and var score) return new(i, count, j, 1, score, WhyRule.Joined);
        }
        for (var count = rightFree; count > 1; count--)
        {
            if (_left.Span[i].Text.Length >= 4 && WordSimilarity.Of(_left.Span[i], _right.Joined(j, count), out _) is > 0.85 and var score) return new(i, 1, j, count, score, WhyRule.Joined);
        }
        if (leftFree > 1 && rightFree > 1 && WordSimilarity.Of(_left.Joined(i, 2), _right.Joined(j, 2), out _) is > 0.9 and var both) return new(i, 2, j, 2, both - 0.05, WhyRule.Joined);
        return null;
    }

    // How many words from here on have no counterpart, as far as they can be joined.
    private static int Free(int[] to, int from)
    {
        var end = from;
        while (end < to.Length && end < from + ParsedName.MostJoined && to[end] == None) end++;
        return end - from;
    }

    private readonly void Take(Pair pair)
    {
        for (var i = 0; i < pair.LeftCount; i++) LeftTo[pair.Left + i] = pair.Right;
        for (var j = 0; j < pair.RightCount; j++) RightTo[pair.Right + j] = pair.Left;
        Pairs.Add(pair);
    }
}
