using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription replay</c>: sends a delivery again.</summary>
internal static class ReplayDelivery
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("subscription");
        var delivery = new Argument<string>("delivery") { Description = "The id of the delivery", HelpName = "DELIVERY" };
        return new Verb("replay", "Send a delivery again", "exchange subscription replay 019ab3c4-… 019ab3d0-… --as EAC/secretariat") { id, delivery }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(
                    Query.Of($"/v1/subscriptions/{parsed.GetRequiredValue(id)}/deliveries/{parsed.GetRequiredValue(delivery)}/replay"), new { }, ct),
                _ => session.Screen.Line("The delivery is sent again.")));
    }
}
