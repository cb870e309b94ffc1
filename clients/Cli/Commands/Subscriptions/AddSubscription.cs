using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription add</c>: subscribes a webhook to alerts.</summary>
internal static class AddSubscription
{
    public static Command Create(Terminal terminal)
    {
        var url = new Argument<string>("url") { Description = "The address that alerts are sent to", HelpName = "URL" };
        var countries = Inputs.Several("--country", "Only routes that touch this country (ISO 3166 alpha-3)", "COUNTRY");
        var area = Inputs.Optional("--area", "Only routes through this area: a file with a GeoJSON polygon", "FILE");
        var unlocodes = Inputs.Several("--unlocode", "Only routes through this place", "UNLOCODE");
        var modes = Inputs.Several("--mode", "Only routes with this mode of transport, for example maritime or road", "MODE");
        var severity = Inputs.Optional("--min-severity", "Only alerts of at least this severity", "SEVERITY");
        return new Verb("add", "Send alerts to a webhook",
            "exchange subscription add https://alerts.example.org/hook --country KEN,UGA --min-severity medium --as EAC/secretariat")
        {
            url, countries, area, unlocodes, modes, severity,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PostAsync("/v1/subscriptions", new Dictionary<string, object?>
            {
                ["url"] = parsed.GetRequiredValue(url),
                ["countries"] = parsed.GetValue(countries),
                ["area"] = parsed.GetValue(area) is { } file ? await AreaAsync(session, file, ct) : null,
                ["unlocodes"] = parsed.GetValue(unlocodes),
                ["modes"] = parsed.GetValue(modes),
                ["minSeverity"] = parsed.GetValue(severity),
            }.Where(p => p.Value is not null).ToDictionary(), ct);
            session.Print(answer, added =>
            {
                session.Screen.Line($"Subscribed, id {added.TextAt("id")}");
                if (added.TextAt("publicKey") is { Length: > 0 } key)
                    session.Screen.Line($"Deliveries are signed. Verify them with {key}");
            });
        });
    }

    private static async Task<JsonElement> AreaAsync(Session session, string file, CancellationToken ct)
    {
        try
        {
            return JsonElement.Parse(await session.ReadAsync(file, ct));
        }
        catch (JsonException e)
        {
            throw new UsageException($"{Safe.Line(file)} is not valid JSON, at line {e.LineNumber + 1}.");
        }
    }
}
