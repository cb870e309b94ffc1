namespace Exchange.Benchmarks.Harness;

/// <summary>The documents of the results: each benchmark has a section between two comments.</summary>
internal static class PerformanceDocument
{
    /// <summary>Puts a new section in place of the old one.</summary>
    public static void Replace(string benchmark, string section, string document = "performance.md")
    {
        var path = Path.Combine(Repository.Root, "docs", document);
        var (begin, end) = ($"<!-- {benchmark} -->\n", $"<!-- end of {benchmark} -->");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var until = text.IndexOf(end, StringComparison.Ordinal);
        if (from < begin.Length || until < from) throw new InvalidOperationException($"{path} has no section {benchmark}.");
        File.WriteAllText(path, $"{text[..from]}\n{section}\n{text[until..]}");
        Progress.Say($"{benchmark}: written to docs/{document}");
    }
}
