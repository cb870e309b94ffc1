namespace Exchange.Matching;

/// <summary>
/// Damerau-Levenshtein distance with costs in hundredths: 50 for a vowel or an h, 70 between consonants that writers confuse, 80 for two letters
/// swapped, 100 otherwise, 200 for a digit. Symmetric.
/// </summary>
internal static class EditDistance
{
    public const int Far = int.MaxValue;
    private const int Longest = 40;

    /// <summary>The distance, or <see cref="Far"/> if it is above the budget or a word is longer than 40 characters.</summary>
    public static int Of(string a, string b, int budget)
    {
        if (a.Length > Longest || b.Length > Longest) return a == b ? 0 : Far;
        if (Math.Abs(a.Length - b.Length) * 50 > budget) return Far;
        var width = b.Length + 1;
        Span<int> cells = stackalloc int[3 * (Longest + 1)];
        var beforeLast = cells[..width];
        var last = cells.Slice(width, width);
        var row = cells.Slice(2 * width, width);
        last[0] = 0;
        for (var j = 1; j < width; j++) last[j] = last[j - 1] + Gap(b[j - 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            var best = row[0] = last[0] + Gap(a[i - 1]);
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(Math.Min(last[j] + Gap(a[i - 1]), row[j - 1] + Gap(b[j - 1])), last[j - 1] + Substitution(a[i - 1], b[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2]) cost = Math.Min(cost, beforeLast[j - 2] + 80);
                row[j] = cost;
                best = Math.Min(best, cost);
            }
            if (best > budget + 100) return Far; // a swap may still come from the row before
            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[width - 1] <= budget ? last[width - 1] : Far;
    }

    /// <summary>The cost of one sound for another.</summary>
    public static int Substitution(char a, char b)
    {
        if (a == b) return 0;
        if (SoundFold.IsVowel(a) && SoundFold.IsVowel(b)) return 50;
        if (char.IsAsciiDigit(a) || char.IsAsciiDigit(b)) return 200;
        if (a is 'b' or 'v' && b is 'b' or 'v') return 70; // Spanish, Greek, Hebrew
        return Group(a) is var group && group != 0 && group == Group(b) ? 70 : 100;
    }

    private static int Gap(char c) => SoundFold.IsVowel(c) || c == 'h' ? 50 : char.IsAsciiDigit(c) ? 200 : 100;

    private static int Group(char c) => c switch
    {
        'b' or 'p' => 1,
        'd' or 't' => 2,
        'g' or 'k' or 'h' or 'x' => 3,
        'f' or 'v' => 4,
        's' or 'z' or 'c' or 'S' or 'C' or 'J' => 5,
        'm' or 'n' => 6,
        'l' or 'r' => 7,
        _ => 0,
    };
}
