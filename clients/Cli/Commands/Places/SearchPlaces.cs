using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Places;

/// <summary><c>exchange places search</c>: finds the UN/LOCODE of a port or border crossing.</summary>
internal static class SearchPlaces
{
    private static readonly Column[] Columns =
    [
        new("UN/LOCODE", "locode") { Whole = true },
        new("Name", "name"),
        new("Country", "country"),
        new("Functions", "functions") { Optional = true },
        new("Position", "point") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string>("text") { Description = "A name, or the first characters of a code", HelpName = "TEXT" };
        var country = Inputs.Optional("--country", "Only places in this country (ISO 3166 alpha-3)", "COUNTRY");
        var limit = Inputs.Limit();
        return new Verb("search", "Find the UN/LOCODE of a place", "exchange places search Mombasa --as KEN/customs") { text, country, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/places").And("q", parsed.GetRequiredValue(text)).And("country", parsed.GetValue(country)), parsed.GetValue(limit), ct),
                "No places found.", Columns, ct));
    }
}
