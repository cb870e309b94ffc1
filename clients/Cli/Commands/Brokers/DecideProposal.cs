using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker confirm</c>, <c>reject</c> and <c>proposals</c>: standings that wait for a second officer.</summary>
internal static class DecideProposal
{
    private static readonly Column[] Columns =
    [
        new("Proposed", "proposedAt"),
        new("By", "proposedBy"),
        new("Standing", "standing") { Whole = true },
        new("State", "state") { Whole = true },
        new("Reason", "reason") { Optional = true },
        new("Id", "id") { Whole = true },
    ];

    public static Command Confirm(Terminal terminal) => Create(terminal, "confirm", "Confirm a standing that another officer of your authority proposed",
        (session, broker) => session.Screen.Line($"{broker.TextAt("number")} is {broker.TextAt("standing")}."));

    public static Command Reject(Terminal terminal) => Create(terminal, "reject", "Reject a proposed standing, or take your own back",
        (session, _) => session.Screen.Line("Rejected. The broker stands as before."));

    public static Command List(Terminal terminal)
    {
        var state = Inputs.Optional("--state", "Only proposals that are open, confirmed or rejected", "STATE");
        var limit = Inputs.Limit();
        return new Verb("proposals", "List the standings that were proposed in your State", "exchange broker proposals --state open --as CZE/licensing") { state, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/broker-proposals").And("state", parsed.GetValue(state)), parsed.GetValue(limit), ct), "No proposals.", Columns, ct));
    }

    private static Verb Create(Terminal terminal, string name, string description, Action<Session, System.Text.Json.JsonElement> print)
    {
        var id = Inputs.Id("proposal");
        return new Verb(name, description, $"exchange broker {name} 019ab3c5-… --as CZE/licensing") { id }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/broker-proposals/{parsed.GetRequiredValue(id)}/{name}"), new { }, ct);
                session.Print(answer, decided => print(session, decided));
            });
    }
}
