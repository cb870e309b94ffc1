using System.CommandLine;
using System.CommandLine.Completions;
using Exchange.Cli.Api;
using Exchange.Cli.Output;
using Exchange.Contracts;

namespace Exchange.Cli.Commands.Parked;

/// <summary><c>exchange parked list</c>: for the operator: lists messages that a service could not process.</summary>
internal static class ListParked
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true },
        new("Message", "messageType"),
        new("Consumer", "consumer"),
        new("Parked", "parkedAt"),
        new("Error", "error") { Optional = true },
    ];

    public static Argument<string> Service()
    {
        var service = new Argument<string>("service") { Description = "The name of the service, for example route-alerts", HelpName = "SERVICE" };
        // Lazy: only shells that complete a command line need the list.
        service.CompletionSources.Add(_ => ServiceList.Current.Services.Select(s => new CompletionItem(s.Name)));
        return service;
    }

    public static Command Create(Terminal terminal)
    {
        var service = Service();
        var limit = Inputs.Limit();
        return new Verb("list", "For the operator: list messages that a service could not process", "exchange parked list route-alerts --as NETWORK/operator") { service, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/operations/{parsed.GetRequiredValue(service)}/parked")), parsed.GetValue(limit), ct),
                "No parked messages.", Columns, ct));
    }
}
