using System.CommandLine;
using System.Text.Json;

namespace Exchange.Cli.Commands.Places;

/// <summary><c>exchange places import</c>: for the operator; takes the official UN/LOCODE table.</summary>
internal static class ImportPlaces
{
    // The exchange reads bodies of at most a mebibyte.
    private const int ChunkSize = 512 * 1024;

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = "The UN/LOCODE code list as CSV, all of its parts", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        return new Verb("import", "For the operator: import the official UN/LOCODE table",
            "exchange places import 'UNLOCODE CodeListPart1.csv' 'UNLOCODE CodeListPart2.csv' --as NETWORK/operator")
        {
            files,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            List<ReadOnlyMemory<byte>> chunks = [];
            foreach (var file in parsed.GetRequiredValue(files))
                chunks.AddRange(Chunks(await session.ReadAsync(file, ct)));

            var api = session.Api;
            var sums = await session.Screen.ProgressAsync("Importing", chunks.Count, async progress =>
            {
                SortedDictionary<string, long> sums = new(StringComparer.Ordinal);
                for (var i = 0; i < chunks.Count; i++)
                {
                    var answer = await api.PostDocumentAsync("/v1/places/import", chunks[i], "text/csv", ct);
                    foreach (var (name, count) in Counts(answer.Body))
                        sums[name] = sums.GetValueOrDefault(name) + count;
                    progress(i + 1);
                }

                return sums;
            });
            if (session.Json)
                session.Screen.WriteJson(JsonSerializer.SerializeToElement(sums));
            else
                session.Screen.Line(string.Join(", ", sums.Select(s => $"{s.Key} {s.Value:N0}")));
        });
    }

    /// <summary>The file in parts that end where lines do; a character of several bytes never contains a line's end in UTF-8.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Chunks(ReadOnlyMemory<byte> file)
    {
        while (file.Length > ChunkSize)
        {
            var end = file.Span[..ChunkSize].LastIndexOf((byte)'\n') + 1;
            if (end == 0)
                throw new UsageException("The file has a line of more than half a mebibyte; it is not the UN/LOCODE table.");
            yield return file[..end];
            file = file[end..];
        }

        if (!file.IsEmpty)
            yield return file;
    }

    private static IEnumerable<(string Name, long Count)> Counts(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } counts
            ? counts.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Number).Select(p => (p.Name, p.Value.GetInt64()))
            : [];
}
