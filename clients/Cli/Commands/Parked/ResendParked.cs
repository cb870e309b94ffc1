using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Parked;

/// <summary><c>exchange parked resend</c>: for the operator: sends a parked message to its consumer again.</summary>
internal static class ResendParked
{
    public static Command Create(Terminal terminal)
    {
        var service = ListParked.Service();
        var id = Inputs.Id("message");
        return new Verb("resend", "For the operator: send a parked message to its consumer again", "exchange parked resend route-alerts 019ab3c4-… --as NETWORK/operator") { service, id }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(Query.Of($"/v1/operations/{parsed.GetRequiredValue(service)}/parked/{parsed.GetRequiredValue(id)}/resend"), new { }, ct),
                _ => session.Screen.Line("Sent to its consumer again.")));
    }
}
