using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case release</c>: sets who may see a case of the caller's State, and replaces its earlier releases.</summary>
internal static class ReleaseCase
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        var releases = new Releases();
        var command = new Verb("release", "Set who may see one of your cases; replaces all earlier releases of the case",
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
            session.Print(answer, _ => session.Screen.Line("The releases are set."));
        });
    }
}
