using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate draw</c>: reserves quantities of a certificate, or draws them at once.</summary>
internal static class DrawCertificate
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var lines = LineQuantities.Option("The quantity to draw, by line of the certificate, in the unit of the line");
        var commit = new Option<bool>("--commit") { Description = "Draw at once, without a reservation" };
        var shipment = Inputs.Optional("--shipment", "Your own reference for the shipment or licence", "TEXT");
        var expected = Inputs.Optional("--expected", "The date by which the goods should arrive", "DATE");
        var key = Inputs.IdempotencyKey("creates no second drawdown");
        return new Verb("draw", "Reserve quantities of a certificate, or draw them at once",
            "exchange certificate draw 019ab3c4-… --line 1=200 --as CZE/licensing",
            "exchange certificate draw 019ab3c4-… --line 1=200,2=5000 --commit --expected 2026-12-24 --as CZE/licensing")
        {
            id, lines, commit, shipment, expected, key,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var body = new Dictionary<string, object?>
            {
                ["lines"] = LineQuantities.Read(parsed.GetRequiredValue(lines)),
                ["commit"] = parsed.GetValue(commit),
                ["shipmentReference"] = parsed.GetValue(shipment),
                ["expectedDelivery"] = parsed.GetValue(expected),
            }.Where(p => p.Value is not null).ToDictionary();
            var answer = await session.Api.PostAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/drawdowns"), body, ct, parsed.GetValue(key));
            session.Print(answer, drawn => session.Screen.Line(drawn.TextAt("reservedUntil") is { Length: > 0 } until
                ? $"Reserved until {until}, id {drawn.TextAt("id")}"
                : $"Drawn. Delivery is due by {drawn.TextAt("deliveryDueOn")}, id {drawn.TextAt("id")}"));
        });
    }
}
