using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Output;
using Exchange.Contracts.Embargoes;

namespace Exchange.Cli.Commands.Embargoes;

/// <summary><c>exchange embargo check</c>: validates a file of embargo data on this machine, before the operator puts it to use.</summary>
internal static class CheckEmbargoes
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true },
        new("Territory", "territory"),
        new("Review by", "reviewDate") { Whole = true },
        new("What to do", "todo"),
    ];

    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("A file of embargo data (docs/schemas/embargoes.schema.json)");
        return new Verb("check", "Check a file of embargo data on this machine; sends nothing", "exchange embargo check embargoes.json") { file }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var read = EmbargoFile.Read(await session.ReadAsync(parsed.GetRequiredValue(file), ct));
                if (read.Data is not { } data) throw new InvalidFileException("The file is not valid embargo data.", read.Faults);
                var today = DateOnly.FromDateTime(session.Clock.GetUtcNow().UtcDateTime);
                var items = data.Embargoes.Select(embargo => JsonSerializer.SerializeToElement(new
                {
                    id = embargo.Id,
                    territory = embargo.Territory,
                    reviewDate = embargo.ReviewDate,
                    needsReview = embargo.NeedsReview,
                    stale = embargo.IsStale(today),
                    todo = embargo.IsStale(today) ? "review it again: past its review date" : embargo.NeedsReview ? "compare it with its source" : "",
                })).ToList();
                if (session.Json)
                {
                    session.Screen.WriteJson(JsonSerializer.SerializeToElement(new { valid = true, stale = data.IsStale(today), needsReview = data.NeedsReview, items }));
                    return;
                }
                session.Screen.Table(items, "No entries.", Columns);
                session.Screen.Note(data.IsStale(today)
                    ? $"Valid, but the file as a whole is past its review date ({data.ReviewDate:O}): screening would return data_stale."
                    : $"Valid. Review the file as a whole by {data.ReviewDate:O}.");
            });
    }
}
