using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Members;

/// <summary><c>exchange member admit</c>: for the operator: admits a member to the network.</summary>
internal static class AdmitMember
{
    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("The member as JSON");
        return new Verb("admit", "For the operator: admit a member to the network", "exchange member admit member.json --as NETWORK/operator") { file }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PostDocumentAsync("/v1/members", document, "application/json", ct);
                session.Print(answer, member => session.Screen.Line($"Admitted {member.TextAt("code")}, issuer {member.TextAt("issuer")}"));
            });
    }
}
