using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate deliveries</c>: the confirmed deliveries of a certificate.</summary>
internal static class ListConfirmedDeliveries
{
    private static readonly Column[] Columns =
    [
        new("On", "deliveredOn"),
        new("From", "drawingState"),
        new("Line: quantity", LineQuantities.Text),
        new("Place", "place") { Optional = true },
        new("Id", "id") { Whole = true },
        new("Withdrawn", "withdrawalReason") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var limit = Inputs.Limit();
        return new Verb("deliveries", "List confirmed deliveries: those of your own drawdowns, or all if your State issued the certificate",
            "exchange certificate deliveries 019ab3c4-… --as TCD/licensing") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/deliveries")), parsed.GetValue(limit), ct),
                "No confirmed deliveries.", Columns, ct));
    }
}
