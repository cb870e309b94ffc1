using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate withdraw-delivery</c>: takes a wrong confirmation back.</summary>
internal static class WithdrawDelivery
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var delivery = new Argument<string>("delivery") { Description = "The id of the confirmed delivery", HelpName = "DELIVERY" };
        var reason = Inputs.Reason("What was wrong with it, for the drawing State too");
        return new Verb("withdraw-delivery", "Take back a confirmation that was wrong; then confirm what is right",
            "exchange certificate withdraw-delivery 019ab3c4-… 019ab3d7-… --reason \"200 counted twice\" --as TCD/licensing")
        {
            id, delivery, reason,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PostAsync(
                Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/deliveries/{parsed.GetRequiredValue(delivery)}/withdraw"),
                new { reason = parsed.GetRequiredValue(reason) }, ct);
            session.Print(answer, _ => session.Screen.Line("Withdrawn; what it counted is under way again."));
        });
    }
}
