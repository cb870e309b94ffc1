using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Embargoes;

/// <summary><c>exchange embargo list</c>: the embargo data that certificates are screened against.</summary>
internal static class ListEmbargoes
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true },
        new("Authority", "authority"),
        new("Territory", "territory"),
        new("Target", "targetKind"),
        new("Review by", "reviewDate") { Whole = true },
        new("Reliable", Reliable),
        new("Legal basis", "legalBasis") { Optional = true },
    ];

    public static Command Create(Terminal terminal) =>
        new Verb("list", "List the embargo data that certificates are screened against", "exchange embargo list --as KEN/licensing")
            .Does(terminal, async (session, _, ct) => session.Print(await session.Api.GetAsync(new Query("/v1/embargoes").ToString(), ct), data =>
            {
                session.Screen.Table([.. data.ListAt("items")], "No embargo data: every screening returns data_stale.", Columns);
                if (data.TextAt("source") is { Length: > 0 } source) session.Screen.Note(source);
                foreach (var limit in data.ListAt("limits")) session.Screen.Note(Json.Text(limit));
            }));

    private static string Reliable(JsonElement item) => (item.TextAt("stale"), item.TextAt("needsReview")) switch
    {
        ("yes", _) => "no: past its review date",
        (_, "yes") => "no: not reviewed",
        _ => "yes",
    };
}
