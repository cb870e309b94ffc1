using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Alerts;

/// <summary><c>exchange alert withdraw</c>: takes an alert of the caller's own back.</summary>
internal static class WithdrawAlert
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("alert");
        var reason = Inputs.Reason("Why, for those who saw it");
        return new Verb("withdraw", "Withdraw an alert of your own", "exchange alert withdraw 019ab3c4-… --reason \"route closed\" --as KEN/customs") { id, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/alerts/{parsed.GetRequiredValue(id)}/withdraw"),
                    new { reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, _ => session.Screen.Line("Withdrawn."));
            });
    }
}
