using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate revoke</c>, <c>suspend</c> and <c>reinstate</c>: change the status of a certificate of the caller's State.</summary>
internal static class ChangeStatus
{
    public static Command Revoke(Terminal terminal) => Create(terminal, "revoke", "Revoke a certificate of your State; this is final", "Revoked.");

    public static Command Suspend(Terminal terminal) => Create(terminal, "suspend", "Suspend a certificate of your State until you reinstate it", "Suspended.");

    public static Command Reinstate(Terminal terminal) => Create(terminal, "reinstate", "Reinstate a suspended certificate of your State", "Reinstated.");

    private static Verb Create(Terminal terminal, string verb, string description, string done)
    {
        var id = Inputs.Id("certificate");
        var reason = Inputs.Reason("The reason, shown to those who see the certificate in full");
        return new Verb(verb, description, $"exchange certificate {verb} 019ab3c4-… --reason \"issued in error\" --as TCD/licensing") { id, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/{verb}"), new { reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, _ => session.Screen.Line(done));
            });
    }
}
