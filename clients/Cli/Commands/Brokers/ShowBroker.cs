using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker show</c> and <c>history</c>: a broker, at the level released to the caller, and its versions.</summary>
internal static class ShowBroker
{
    private static readonly Column[] Versions =
    [
        new("Version", "version"),
        new("Changed", "changedAt") { Whole = true },
        new("By", "changedBy"),
        new("Standing", "standing") { Whole = true },
        new("Name", "name"),
        new("Reason", "standingReason"),
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("broker");
        return new Verb("show", "Show a broker, at the level released to you", "exchange broker show 019ab3c4-… --as KEN/licensing") { id }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/brokers/{parsed.GetRequiredValue(id)}"), ct), session.Screen.Record));
    }

    public static Command History(Terminal terminal)
    {
        var id = Inputs.Id("broker");
        var limit = Inputs.Limit();
        return new Verb("history", "Show the versions of a broker's entry", "exchange broker history 019ab3c4-… --as CZE/licensing") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/brokers/{parsed.GetRequiredValue(id)}/history")), parsed.GetValue(limit), ct), "No versions.", Versions, ct));
    }
}
