using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate withdraw-delivery</c>: withdraws a wrong delivery confirmation.</summary>
internal static class WithdrawDelivery
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var delivery = new Argument<string>("delivery") { Description = "The id of the confirmed delivery", HelpName = "DELIVERY" };
        var reason = Inputs.Reason("The reason, shown to the drawing State");
        return new Verb("withdraw-delivery", "Withdraw a wrong delivery confirmation; then confirm the right one",
            "exchange certificate withdraw-delivery 019ab3c4-… 019ab3d7-… --reason \"200 counted twice\" --as TCD/licensing")
        {
            id, delivery, reason,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PostAsync(
                Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/deliveries/{parsed.GetRequiredValue(delivery)}/withdraw"),
                new { reason = parsed.GetRequiredValue(reason) }, ct);
            session.Print(answer, _ => session.Screen.Line("Withdrawn. Its quantities count as in transit again."));
        });
    }
}
