using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case list</c>: the caller's own cases and those released to it.</summary>
internal static class ListCases
{
    private static readonly Column[] Columns =
    [
        new("Reference", "reference") { Whole = true },
        new("Status", "status"),
        new("Event", "eventDate.value") { Whole = true },
        new("Place", item => item.TextAt("location.unlocode") is { Length: > 0 } place ? place : item.TextAt("location.country")) { Whole = true },
        new("Level", "level"),
        new("Summary", "summary") { Optional = true },
        new("Id", "id") { Whole = true, Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var status = Inputs.Optional("--status", "Only cases with this status", "STATUS");
        var stage = Inputs.Optional("--stage", "Only cases of this stage of the life cycle of the weapons", "STAGE");
        var type = Inputs.Optional("--type", "Only cases of this type of diversion", "TYPE");
        var category = Inputs.Optional("--category", "Only cases with weapons of this category", "CATEGORY");
        var country = Inputs.Optional("--country", "Only cases that involve this country (ISO 3166 alpha-3)", "COUNTRY");
        var since = Inputs.Optional("--since", "Only events on or after this date", "DATE");
        var until = Inputs.Optional("--until", "Only events on or before this date", "DATE");
        var q = Inputs.Optional("--search", "Only cases that contain this text", "TEXT");
        var limit = Inputs.Limit();
        return new Verb("list", "List your own cases and those released to you",
            "exchange case list --as UGA/customs",
            "exchange case list --as UGA/customs --country KEN --since 2026-01-01 --json")
        {
            status, stage, type, category, country, since, until, q, limit,
        }.Does(terminal, (session, parsed, ct) => session.PrintListAsync(
            session.Api.ListAsync(new Query("/v1/cases")
                .And("status", parsed.GetValue(status)).And("lifecycleStage", parsed.GetValue(stage))
                .And("diversionType", parsed.GetValue(type)).And("category", parsed.GetValue(category))
                .And("country", parsed.GetValue(country)).And("since", parsed.GetValue(since))
                .And("until", parsed.GetValue(until)).And("q", parsed.GetValue(q)), parsed.GetValue(limit), ct),
            "No cases.", Columns, ct));
    }
}
