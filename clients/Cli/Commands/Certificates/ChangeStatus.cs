using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate revoke</c>, <c>suspend</c> and <c>reinstate</c>: what a State says of a certificate of its own.</summary>
internal static class ChangeStatus
{
    public static Command Revoke(Terminal terminal) => Create(terminal, "revoke", "Revoke a certificate of your State, for good", "Revoked.");

    public static Command Suspend(Terminal terminal) => Create(terminal, "suspend", "Suspend a certificate of your State, until it is reinstated", "Suspended.");

    public static Command Reinstate(Terminal terminal) => Create(terminal, "reinstate", "Let a suspended certificate stand again", "Reinstated.");

    private static Verb Create(Terminal terminal, string verb, string description, string done)
    {
        var id = Inputs.Id("certificate");
        var reason = Inputs.Reason("Why; shown to whoever sees the certificate in full");
        return new Verb(verb, description, $"exchange certificate {verb} 019ab3c4-… --reason \"issued in error\" --as TCD/licensing") { id, reason }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/{verb}"), new { reason = parsed.GetRequiredValue(reason) }, ct);
                session.Print(answer, _ => session.Screen.Line(done));
            });
    }
}
