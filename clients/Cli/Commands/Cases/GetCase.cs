using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case get</c>: a case, at the level released to the caller.</summary>
internal static class GetCase
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        return new Verb("get", "Show a case, at the level released to you", "exchange case get 019ab3c4-… --as UGA/customs") { id }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/cases/{parsed.GetRequiredValue(id)}"), ct), session.Screen.Record));
    }
}
