using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case withdraw</c>: withdraws a case of the caller's State.</summary>
internal static class WithdrawCase
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        var reason = Inputs.Reason("The reason, for the record of your State");
        return new Verb("withdraw", "Withdraw one of your cases", "exchange case withdraw 019ab3c4-… --reason \"reported twice\" --as KEN/customs") { id, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/cases/{parsed.GetRequiredValue(id)}/withdraw"),
                    new { reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, _ => session.Screen.Line("Withdrawn."));
            });
    }
}
