using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Marks;

/// <summary><c>exchange marks search</c>: searches the network for weapon marks.</summary>
internal static class SearchMarks
{
    // The limit of one request.
    private const int LargestRequest = 1000;

    private static readonly Column[] Columns =
    [
        new("Serial", "serial") { Whole = true },
        new("Answer", "answer"),
        new("Case", "reference") { Whole = true },
        new("Held by", "originator"),
        new("Contact", "contact") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var marks = new Argument<string[]>("marks")
        {
            Description = "Serial numbers, or one file: JSON, CSV with a header (serial,manufacturer,country), or one serial number per line. Use ? for an illegible character",
            HelpName = "FILE|SERIAL",
            Arity = ArgumentArity.OneOrMore,
        };
        var purpose = new Option<string>("--purpose") { Description = "The purpose, for example border_interdiction or tracing. Searches are recorded", HelpName = "PURPOSE", Required = true };
        return new Verb("search", "Search the network for weapon marks",
            "exchange marks search AB-1234 'AB?1235' --purpose border_interdiction --as UGA/customs",
            "exchange marks search seized.csv --purpose tracing --as UGA/police --json")
        {
            marks, purpose,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var asked = await ReadAsync(session, parsed.GetRequiredValue(marks), ct);
            var api = session.Api;
            var results = await session.Screen.ProgressAsync("Searching", asked.Count, async progress =>
            {
                List<JsonElement> found = [];
                foreach (var chunk in asked.Chunk(LargestRequest))
                {
                    var answer = await api.PostAsync("/v1/marks/search", new { marks = chunk, purpose = parsed.GetRequiredValue(purpose) }, ct);
                    found.AddRange(answer.Body?.ListAt("results") ?? []);
                    progress(found.Count);
                }

                return found;
            });
            if (session.Json)
                session.Screen.WriteJson(JsonSerializer.SerializeToElement(new { results }));
            else
                session.Screen.Table([.. results.SelectMany((result, i) => Rows(asked[i], result))], "No answers.", Columns);
        });
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Session session, string[] given, CancellationToken ct) =>
        given is ["-"] || (given.Length == 1 && File.Exists(given[0]))
            ? MarkList.Read(await session.ReadAsync(given[0], ct), given[0])
            : [.. given.Select(MarkList.OfSerial)];

    // A mark may be in several cases: one line per case.
    private static IEnumerable<JsonElement> Rows(JsonElement mark, JsonElement result)
    {
        var serial = mark.TextAt("serial");
        var matches = result.ListAt("matches").ToList();
        if (matches.Count == 0)
            yield return JsonSerializer.SerializeToElement(new { serial, answer = result.TextAt("answer") });
        foreach (var match in matches)
        {
            yield return JsonSerializer.SerializeToElement(new
            {
                serial,
                answer = match.TextAt("level"),
                reference = match.TextAt("reference"),
                originator = match.TextAt("originator"),
                contact = match.TextAt("contact"),
            });
        }
    }
}
