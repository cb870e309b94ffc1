using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate commit</c>: commits a reservation when the goods leave.</summary>
internal static class CommitDrawdown
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var drawdown = Drawdowns.Id();
        return new Verb("commit", "Commit a reservation when the goods leave", "exchange certificate commit 019ab3c4-… 019ab3d0-… --as CZE/licensing") { id, drawdown }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var answer = await session.Api.PostAsync(
                    Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/drawdowns/{parsed.GetRequiredValue(drawdown)}/commit"), new { }, ct);
                session.Print(answer, drawn => session.Screen.Line($"Drawn. Delivery is due by {drawn.TextAt("deliveryDueOn")}"));
            });
    }
}
