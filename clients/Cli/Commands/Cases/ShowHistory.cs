using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case history</c>: the versions of a case that the caller may see.</summary>
internal static class ShowHistory
{
    private static readonly Column[] Columns =
    [
        new("Version", "version") { Whole = true },
        new("Changed", "changedAt") { Whole = true },
        new("Status", "status"),
        new("By", "changedBy") { Optional = true },
        new("Reason", "withdrawalReason") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        return new Verb("history", "Show the versions of a case", "exchange case history 019ab3c4-… --as KEN/customs") { id }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/cases/{parsed.GetRequiredValue(id)}/history"), ct),
                    history => session.Screen.Table([.. history.ListAt("items")], "No versions.", Columns)));
    }
}
