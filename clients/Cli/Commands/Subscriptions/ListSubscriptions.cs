using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription list</c>: the caller's webhooks.</summary>
internal static class ListSubscriptions
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true },
        new("Status", "status"),
        new("Url", "url"),
        new("Countries", "countries") { Optional = true },
        new("At least", "minSeverity") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var limit = Inputs.Limit();
        return new Verb("list", "List your webhooks", "exchange subscription list --as EAC/secretariat") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/subscriptions"), parsed.GetValue(limit), ct), "No subscriptions.", Columns, ct));
    }
}
