using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Alerts;

/// <summary><c>exchange alert withdraw</c>: withdraws an alert of the caller's member.</summary>
internal static class WithdrawAlert
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("alert");
        var reason = Inputs.Reason("The reason, shown to those who received the alert");
        return new Verb("withdraw", "Withdraw one of your alerts", "exchange alert withdraw 019ab3c4-… --reason \"route closed\" --as KEN/customs") { id, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/alerts/{parsed.GetRequiredValue(id)}/withdraw"),
                    new { reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, _ => session.Screen.Line("Withdrawn."));
            });
    }
}
