using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker standing</c>: suspends or reinstates a broker, or proposes to revoke its registration.</summary>
internal static class ChangeStanding
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("broker");
        var standing = new Argument<string>("STANDING") { Description = "active, suspended or revoked; a revocation waits for a second officer" };
        var reason = Inputs.Reason("The reason, for those who see the broker in full");
        return new Verb("standing", "Change how a broker of your register stands",
            "exchange broker standing 019ab3c4-… suspended --reason \"Under investigation.\" --as CZE/licensing") { id, standing, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/brokers/{parsed.GetRequiredValue(id)}/standing"),
                    new { standing = parsed.GetRequiredValue(standing), reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, changed => session.Screen.Line(changed.TextAt("proposedBy") is { Length: > 0 }
                    ? $"Proposed, id {changed.TextAt("id")}. Another officer or client of your authority confirms it: exchange broker confirm {changed.TextAt("id")}"
                    : $"{changed.TextAt("number")} is {changed.TextAt("standing")}."));
            });
    }
}
