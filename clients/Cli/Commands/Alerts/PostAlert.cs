using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Alerts;

/// <summary><c>exchange alert post</c>: posts an alert on a trafficking route.</summary>
internal static class PostAlert
{
    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("The alert as JSON");
        var key = Inputs.IdempotencyKey("creates no second alert");
        return new Verb("post", "Post an alert on a trafficking route", "exchange alert post alert.json --as KEN/customs") { file, key }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PostDocumentAsync("/v1/alerts", document, "application/json", ct, parsed.GetValue(key));
                session.Print(answer, posted => session.Screen.Line($"Posted {posted.TextAt("reference")}, id {posted.TextAt("id")}"));
            });
    }
}
