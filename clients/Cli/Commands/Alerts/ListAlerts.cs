using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Alerts;

/// <summary><c>exchange alert list</c>: the caller's own alerts and those released to it.</summary>
internal static class ListAlerts
{
    private static readonly Column[] Columns =
    [
        new("Reference", "reference") { Whole = true },
        new("Severity", "severity"),
        new("Type", "type") { Optional = true },
        new("Route", Route),
        new("Valid until", "validUntil") { Optional = true },
        new("Id", "id") { Whole = true, Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var limit = Inputs.Limit();
        return new Verb("list", "List your own alerts and those released to you", "exchange alert list --as EAC/secretariat") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/alerts"), parsed.GetValue(limit), ct), "No alerts.", Columns, ct));
    }

    /// <summary>The places of a route: <c>AEJEA → KEMBA → UGEBB</c>.</summary>
    internal static string Route(System.Text.Json.JsonElement alert)
    {
        List<string> places = [];
        foreach (var leg in alert.ListAt("route"))
        {
            foreach (var place in new[] { leg.TextAt("from"), leg.TextAt("to") })
            {
                if (places.LastOrDefault() != place)
                    places.Add(place);
            }
        }

        return string.Join(" → ", places);
    }
}
