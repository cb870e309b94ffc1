using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate cancel</c>: cancels a drawdown and returns its quantities to the certificate.</summary>
internal static class CancelDrawdown
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var drawdown = Drawdowns.Id();
        var reason = Inputs.Reason("The reason, shown to the issuing State");
        return new Verb("cancel", "Cancel a drawdown; its quantities return to the certificate",
            "exchange certificate cancel 019ab3c4-… 019ab3d0-… --reason \"shipment called off\" --as CZE/licensing")
        {
            id, drawdown, reason,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PostAsync(
                Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/drawdowns/{parsed.GetRequiredValue(drawdown)}/cancel"),
                new { reason = parsed.GetRequiredValue(reason) }, ct);
            session.Print(answer, _ => session.Screen.Line("Cancelled. The quantities are available again."));
        });
    }
}
