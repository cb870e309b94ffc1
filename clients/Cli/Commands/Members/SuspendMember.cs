using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Members;

/// <summary><c>exchange member suspend</c>: for the operator: suspends a member, whose tokens are then refused.</summary>
internal static class SuspendMember
{
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string>("code") { Description = "The code of the member, for example TCD", HelpName = "CODE" };
        var reason = Inputs.Reason("The reason");
        return new Verb("suspend", "For the operator: suspend a member. Its tokens are refused within seconds",
            "exchange member suspend TCD --reason \"key compromised\" --as NETWORK/operator")
        {
            code, reason,
        }.Does(terminal, async (session, parsed, ct) => session.Print(
            await session.Api.PostAsync(Query.Of($"/v1/members/{parsed.GetRequiredValue(code)}/suspend"), new { reason = parsed.GetRequiredValue(reason) }, ct),
            _ => session.Screen.Line($"Suspended {parsed.GetRequiredValue(code)}.")));
    }
}
