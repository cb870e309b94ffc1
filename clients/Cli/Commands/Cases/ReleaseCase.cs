using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case release</c>: says who may see a case of the caller's State, in place of what was said before.</summary>
internal static class ReleaseCase
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        var releases = new Releases();
        var command = new Verb("release", "Set who may see a case of your own; what was set before no longer holds",
            "exchange case release 019ab3c4-… --to EAC/* --level summary --as KEN/customs",
            "exchange case release 019ab3c4-… --file releases.json --as KEN/npc")
        {
            id,
        };
        releases.AddTo(command);
        return command.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PutAsync(Query.Of($"/v1/cases/{parsed.GetRequiredValue(id)}/releases"),
                new { releases = await releases.ReadAsync(session, parsed, ct) }, ct);
            session.Print(answer, _ => session.Screen.Line("Released as said."));
        });
    }
}
