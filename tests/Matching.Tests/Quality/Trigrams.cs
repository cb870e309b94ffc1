using System.Text;

namespace Exchange.Matching.Tests.Quality;

/// <summary>The similarity of PostgreSQL's <c>pg_trgm</c>: shared trigrams of words, divided by all of them.</summary>
internal static class Trigrams
{
    /// <summary>0 to 1. Words are lower case, of letters and digits, with two spaces before and one after.</summary>
    public static double Similarity(string left, string right)
    {
        var (a, b) = (Of(left), Of(right));
        var shared = a.Count(b.Contains);
        return a.Count + b.Count - shared is > 0 and var all ? (double)shared / all : 0;
    }

    private static HashSet<string> Of(string text)
    {
        var trigrams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in Words(text))
        {
            var padded = $"  {word} ";
            for (var i = 0; i + 3 <= padded.Length; i++) trigrams.Add(padded.Substring(i, 3));
        }
        return trigrams;
    }

    private static string[] Words(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) clean.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        return clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
