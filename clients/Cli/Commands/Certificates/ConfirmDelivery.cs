using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate deliver</c>: confirms for the importing State that goods arrived.</summary>
internal static class ConfirmDelivery
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var drawdown = Drawdowns.Id();
        var lines = LineQuantities.Option("How much of which line arrived, in the line's unit");
        var on = Inputs.Optional("--on", "The day of the delivery; today, unless told", "DATE");
        var place = Inputs.Optional("--place", "Where the goods were delivered", "TEXT");
        var number = Inputs.Optional("--verification-number", "The number of the delivery verification certificate", "NUMBER");
        var key = Inputs.Optional("--idempotency-key", "Confirming again with the same key, within 24 hours, confirms nothing twice", "KEY");
        return new Verb("deliver", "Confirm that goods arrived on a certificate that you issued",
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
