using System.CommandLine;
using System.Text.Json;

namespace Exchange.Cli.Commands.Places;

/// <summary><c>exchange places import</c>: for the operator: imports the official UN/LOCODE table.</summary>
internal static class ImportPlaces
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = "All parts of the UN/LOCODE code list, as CSV", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        return new Verb("import", "For the operator: import the official UN/LOCODE table",
            "exchange places import 'UNLOCODE CodeListPart1.csv' 'UNLOCODE CodeListPart2.csv' --as NETWORK/operator")
        {
            files,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            // The exchange imports a file as a whole or not at all.
            List<ReadOnlyMemory<byte>> parts = [];
            foreach (var file in parsed.GetRequiredValue(files))
                parts.Add(await session.ReadAsync(file, ct));

            var api = session.Api;
            var sums = await session.Screen.ProgressAsync("Importing", parts.Count, async progress =>
            {
                SortedDictionary<string, long> sums = new(StringComparer.Ordinal);
                for (var i = 0; i < parts.Count; i++)
                {
                    var answer = await api.PostDocumentAsync("/v1/places/import", parts[i], "text/csv", ct);
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

    private static IEnumerable<(string Name, long Count)> Counts(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } counts
            ? counts.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Number).Select(p => (p.Name, p.Value.GetInt64()))
            : [];
}
