namespace Exchange.Matching;

/// <summary>What the words of a name without a counterpart weigh, how many of them name a subject, and whether a number is among them.</summary>
internal readonly record struct Leftover(double Weight, int Distinctive, bool HasNumber)
{
    public static Leftover Of(ParsedName name, int[] to)
    {
        var (weight, distinctive, hasNumber) = (0.0, 0, false);
        for (var i = 0; i < to.Length; i++)
        {
            if (to[i] != WordAlignment.None) continue;
            var word = name.Span[i];
            weight += word.Weight;
            if (word.Names) distinctive++;
            hasNumber |= word.Kind == WordKind.Number;
        }
        return new(weight, distinctive, hasNumber);
    }
}
