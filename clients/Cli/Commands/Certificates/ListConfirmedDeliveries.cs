using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate deliveries</c>: what was confirmed as delivered on a certificate.</summary>
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
        return new Verb("deliveries", "List what was confirmed as delivered: of your own drawdowns, or all if you issued the certificate",
            "exchange certificate deliveries 019ab3c4-… --as TCD/licensing") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/deliveries")), parsed.GetValue(limit), ct),
                "Nothing is confirmed.", Columns, ct));
    }
}
