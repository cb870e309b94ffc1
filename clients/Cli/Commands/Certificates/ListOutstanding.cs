using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate outstanding</c>: what was drawn and not confirmed as delivered in time.</summary>
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
        return new Verb("outstanding", "List what was drawn and not confirmed as delivered in time", "exchange certificate outstanding --as CZE/licensing") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/deliveries/outstanding"), parsed.GetValue(limit), ct), "Nothing is outstanding.", Columns, ct));
    }
}
