using System.Security.Cryptography;
using System.Text;

namespace Exchange.Matching.Tests.Pairs;

/// <summary>Two invented names, and whether they mean the same subject.</summary>
/// <param name="Language">The language or script of the subject.</param>
/// <param name="Rule">How the second name was made from the first.</param>
/// <param name="Kind">Whose names they are.</param>
/// <param name="Left">The first name.</param>
/// <param name="Right">The second name.</param>
/// <param name="Same">Whether they mean the same subject.</param>
internal sealed record LabelledPair(string Language, string Rule, NameKind Kind, string Left, string Right, bool Same)
{
    /// <summary>In the half that is reported on; the other half is for tuning. By a hash of the names, once for all.</summary>
    public bool IsReported => (SHA256.HashData(Encoding.UTF8.GetBytes($"{Left}\t{Right}"))[0] & 1) == 1;

    /// <summary>One line of the file.</summary>
    public string ToLine() => $"{Language}\t{Rule}\t{Kind}\t{Left}\t{Right}\t{(Same ? "same" : "different")}";

    /// <summary>Reads the file, whose first line names the columns.</summary>
    public static IReadOnlyList<LabelledPair> Read(string path) => [.. File.ReadLines(path).Skip(1).Select(Parse)];

    private static LabelledPair Parse(string line)
    {
        var parts = line.Split('\t');
        return new(parts[0], parts[1], Enum.Parse<NameKind>(parts[2]), parts[3], parts[4], parts[5] == "same");
    }
}
