using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case post</c>: reports a case of diversion.</summary>
internal static class PostCase
{
    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("The case as JSON");
        var key = Inputs.IdempotencyKey("creates no second case");
        return new Verb("post", "Report a case of diversion",
            "exchange case post case.json --as KEN/customs",
            "exchange case post case.json --as KEN/customs --idempotency-key seizure-2026-114")
        {
            file, key,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
            var answer = await session.Api.PostDocumentAsync("/v1/cases", document, "application/json", ct, parsed.GetValue(key));
            session.Print(answer, posted => session.Screen.Line(
                $"Reported {posted.TextAt("reference")}, version {posted.TextAt("version")}, id {posted.TextAt("id")}"));
        });
    }
}
