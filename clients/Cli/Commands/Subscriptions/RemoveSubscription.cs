using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription remove</c>: removes a webhook.</summary>
internal static class RemoveSubscription
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("subscription");
        return new Verb("remove", "Remove a webhook", "exchange subscription remove 019ab3c4-… --as EAC/secretariat") { id }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.DeleteAsync(Query.Of($"/v1/subscriptions/{parsed.GetRequiredValue(id)}"), ct),
                _ => session.Screen.Line("Removed.")));
    }
}
