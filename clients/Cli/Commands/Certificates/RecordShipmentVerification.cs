using System.CommandLine;
using System.Globalization;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate verify-shipment</c>: records the result of a post-shipment verification by the exporting State (2024 outcome document, para 48).</summary>
internal static class RecordShipmentVerification
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var on = Inputs.Optional("--on", "The date of the verification; the default is today", "DATE");
        var place = new Option<string>("--place") { Description = "The place of the verification", HelpName = "TEXT", Required = true };
        var sampled = Count("--sampled", "How many serial numbers you looked for (a count; the numbers are not sent)");
        var found = Count("--found", "How many of them you found");
        var missing = Count("--missing", "How many of them you did not find");
        var finding = new Option<string>("--finding") { Description = "The finding; exchange vocabulary shipment_finding lists the codes", HelpName = "FINDING", Required = true };
        var remarks = Inputs.Optional("--remarks", "Remarks, shown to the issuing State", "TEXT");
        return new Verb("verify-shipment", "Record the result of a post-shipment verification",
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
