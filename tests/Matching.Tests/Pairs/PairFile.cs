using System.Runtime.CompilerServices;

namespace Exchange.Matching.Tests.Pairs;

/// <summary>The file of the labelled set, in the repository.</summary>
internal static class PairFile
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = System.IO.Path.Combine(Folder(), "pairs.tsv");

    private static string Folder([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
