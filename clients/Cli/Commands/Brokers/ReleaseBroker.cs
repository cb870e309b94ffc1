using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Commands.Cases;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker release</c>: sets who may see one broker, apart from its register.</summary>
internal static class ReleaseBroker
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("broker");
        var releases = new Releases();
        var command = new Verb("release", "Set who may see one broker, in place of whom its register is released to",
            "exchange broker release 019ab3c4-… --to UGA --level summary --as CZE/licensing") { id };
        releases.AddTo(command);
        return command.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PutAsync(Query.Of($"/v1/brokers/{parsed.GetRequiredValue(id)}/releases"),
                new { releases = await releases.ReadAsync(session, parsed, ct) }, ct);
            session.Print(answer, _ => session.Screen.Line("The releases are set."));
        });
    }
}
