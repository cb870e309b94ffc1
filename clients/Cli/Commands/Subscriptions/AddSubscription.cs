using System.CommandLine;
using System.Text.Json;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription add</c>: asks for alerts to be sent to a webhook.</summary>
internal static class AddSubscription
{
    public static Command Create(Terminal terminal)
    {
        var url = new Argument<string>("url") { Description = "Where to send alerts to", HelpName = "URL" };
        var countries = Inputs.Several("--country", "Only on routes that touch this country (alpha-3)", "COUNTRY");
        var area = Inputs.Optional("--area", "Only on routes through this area: a file with a GeoJSON polygon", "FILE");
        var unlocodes = Inputs.Several("--unlocode", "Only on routes through this place", "UNLOCODE");
        var modes = Inputs.Several("--mode", "Only by this mode of transport, such as maritime or road", "MODE");
        var severity = Inputs.Optional("--min-severity", "Only at least this severe", "SEVERITY");
        return new Verb("add", "Have alerts sent to a webhook",
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
                    session.Screen.Line($"Deliveries are signed; verify them with {key}");
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
            throw new UsageException($"{Safe.Line(file)} is not JSON, from line {e.LineNumber + 1} on.");
        }
    }
}
