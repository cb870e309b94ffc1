using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Members;

/// <summary><c>exchange member show</c>: a member with its groups and points of contact.</summary>
internal static class ShowMember
{
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string>("code") { Description = "The code of the member, for example KEN or EAC", HelpName = "CODE" };
        return new Verb("show", "Show a member, its groups and its points of contact", "exchange member show UGA --as KEN/customs") { code }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/members/{parsed.GetRequiredValue(code)}"), ct), session.Screen.Record));
    }
}
