using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate drawdowns</c>: the drawdowns of a certificate.</summary>
internal static class ListDrawdowns
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var limit = Inputs.Limit();
        return new Verb("drawdowns", "List drawdowns of a certificate: your own, or all if your State issued it",
            "exchange certificate drawdowns 019ab3c4-… --as TCD/licensing") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/drawdowns")), parsed.GetValue(limit), ct),
                "No drawdowns.", Drawdowns.Columns, ct));
    }
}

/// <summary>How commands name and list drawdowns.</summary>
internal static class Drawdowns
{
    public static Column[] Columns { get; } =
    [
        new("State", "drawingState"),
        new("Status", "status"),
        new("Line: quantity", LineQuantities.Text),
        new("Delivered", LineQuantities.Delivered),
        new("Until", drawn => drawn.TextAt("reservedUntil") is { Length: > 0 } until ? until : drawn.TextAt("deliveryDueOn")),
        new("Id", "id") { Whole = true },
        new("Shipment", "shipmentReference") { Optional = true },
    ];

    public static Argument<string> Id() => new("drawdown") { Description = "The id of the drawdown", HelpName = "DRAWDOWN" };
}
