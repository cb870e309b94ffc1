using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Subscriptions;

/// <summary><c>exchange subscription enable</c>: enables a webhook that was disabled after it failed for days.</summary>
internal static class EnableSubscription
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("subscription");
        return new Verb("enable", "Enable a webhook that was disabled because its deliveries failed", "exchange subscription enable 019ab3c4-… --as EAC/secretariat") { id }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(Query.Of($"/v1/subscriptions/{parsed.GetRequiredValue(id)}/enable"), new { }, ct),
                _ => session.Screen.Line("Enabled.")));
    }
}
