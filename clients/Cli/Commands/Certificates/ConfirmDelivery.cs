using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate deliver</c>: confirms, for the importing State, that goods arrived.</summary>
internal static class ConfirmDelivery
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var drawdown = Drawdowns.Id();
        var lines = LineQuantities.Option("The quantity that arrived, by line of the certificate, in the unit of the line");
        var on = Inputs.Optional("--on", "The date of the delivery; the default is today", "DATE");
        var place = Inputs.Optional("--place", "The place of delivery", "TEXT");
        var number = Inputs.Optional("--verification-number", "The number of the delivery verification certificate", "NUMBER");
        var key = Inputs.IdempotencyKey("creates no second confirmation");
        return new Verb("deliver", "Confirm that goods of a certificate of your State arrived",
            "exchange certificate deliver 019ab3c4-… 019ab3d0-… --line 1=200 --on 2026-12-20 --as TCD/licensing")
        {
            id, drawdown, lines, on, place, number, key,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var body = new Dictionary<string, object?>
            {
                ["drawdownId"] = parsed.GetRequiredValue(drawdown),
                ["lines"] = LineQuantities.Read(parsed.GetRequiredValue(lines)),
                ["deliveredOn"] = parsed.GetValue(on) ?? session.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["place"] = parsed.GetValue(place),
                ["deliveryVerificationNumber"] = parsed.GetValue(number),
            }.Where(p => p.Value is not null).ToDictionary();
            var answer = await session.Api.PostAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/deliveries"), body, ct, parsed.GetValue(key));
            session.Print(answer, delivered => session.Screen.Line($"Confirmed, id {delivered.TextAt("id")}"));
        });
    }
}
