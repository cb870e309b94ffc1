using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Members;

/// <summary><c>exchange member reinstate</c>: for the operator: ends a suspension.</summary>
internal static class ReinstateMember
{
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string>("code") { Description = "The code of the member, for example TCD", HelpName = "CODE" };
        return new Verb("reinstate", "For the operator: end the suspension of a member", "exchange member reinstate TCD --as NETWORK/operator") { code }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(Query.Of($"/v1/members/{parsed.GetRequiredValue(code)}/reinstate"), new { }, ct),
                _ => session.Screen.Line($"Reinstated {parsed.GetRequiredValue(code)}.")));
    }
}
