using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate outstanding</c>: drawdowns whose delivery was not confirmed in time.</summary>
internal static class ListOutstanding
{
    private static readonly Column[] Columns =
    [
        new("Due", "deliveryDueOn"),
        new("Certificate", "certificateReference") { Whole = true },
        new("From", "drawingState"),
        new("To", "issuingState"),
        new("Line: quantity", LineQuantities.Text),
        new("Delivered", LineQuantities.Delivered),
        new("Id", "id") { Whole = true, Optional = true },
        new("Shipment", "shipmentReference") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var limit = Inputs.Limit();
        return new Verb("outstanding", "List drawdowns whose delivery was not confirmed in time", "exchange certificate outstanding --as CZE/licensing") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/deliveries/outstanding"), parsed.GetValue(limit), ct), "No outstanding deliveries.", Columns, ct));
    }
}
