using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription deliveries</c>: the deliveries to a webhook and their results.</summary>
internal static class ListDeliveries
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true },
        new("Status", "status"),
        new("Attempts", "attempts"),
        new("Answer", item => item.TextAt("lastStatusCode") is { Length: > 0 } code ? code : item.TextAt("lastError")),
        new("Next attempt", "nextAttemptAt") { Optional = true },
        new("Alert", "alertId") { Whole = true, Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("subscription");
        var limit = Inputs.Limit();
        return new Verb("deliveries", "List the deliveries to a webhook and their results", "exchange subscription deliveries 019ab3c4-… --as EAC/secretariat") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/subscriptions/{parsed.GetRequiredValue(id)}/deliveries")), parsed.GetValue(limit), ct),
                "No deliveries.", Columns, ct));
    }
}
