using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate verify-shipment</c>: records what the exporting State found when it looked after the shipment (para 48).</summary>
internal static class RecordShipmentVerification
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var on = Inputs.Optional("--on", "The day of the verification; today, unless told", "DATE");
        var place = new Option<string>("--place") { Description = "Where it was made", HelpName = "TEXT", Required = true };
        var sampled = Count("--sampled", "How many serial numbers were looked for; the numbers themselves stay with you");
        var found = Count("--found", "How many of them were found");
        var missing = Count("--missing", "How many of them were not");
        var finding = new Option<string>("--finding") { Description = "What follows; exchange vocabulary shipment_finding lists the findings", HelpName = "FINDING", Required = true };
        var remarks = Inputs.Optional("--remarks", "Anything else, for the issuing State too", "TEXT");
        return new Verb("verify-shipment", "Record what you found when you verified after the shipment",
            "exchange certificate verify-shipment 019ab3c4-… --place Depot --sampled 40 --found 38 --missing 2 --finding partly_missing --as CZE/licensing")
        {
            id, on, place, sampled, found, missing, finding, remarks,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var body = new Dictionary<string, object?>
            {
                ["date"] = parsed.GetValue(on) ?? session.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["place"] = parsed.GetRequiredValue(place),
                ["serialsSampled"] = parsed.GetRequiredValue(sampled),
                ["found"] = parsed.GetRequiredValue(found),
                ["missing"] = parsed.GetRequiredValue(missing),
                ["finding"] = parsed.GetRequiredValue(finding),
                ["remarks"] = parsed.GetValue(remarks),
            }.Where(p => p.Value is not null).ToDictionary();
            var answer = await session.Api.PostAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/shipment-verifications"), body, ct);
            session.Print(answer, recorded => session.Screen.Line($"Recorded, id {recorded.TextAt("id")}"));
        });
    }

    private static Option<decimal> Count(string name, string description) => new(name) { Description = description, HelpName = "N", Required = true };
}
