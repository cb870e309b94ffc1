using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case amend</c>: replaces the content of a case of the caller's State.</summary>
internal static class AmendCase
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("case");
        var file = Inputs.File("The whole new content of the case as JSON; fields left out are removed");
        var etag = Inputs.Optional("--if-match", "Amend only if the case still has this ETag", "ETAG");
        return new Verb("amend", "Replace the content of one of your cases", "exchange case amend 019ab3c4-… case.json --as KEN/customs") { id, file, etag }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PutDocumentAsync(
                    Query.Of($"/v1/cases/{parsed.GetRequiredValue(id)}"), document, "application/json", parsed.GetValue(etag), ct);
                session.Print(answer, amended => session.Screen.Line($"Amended {amended.TextAt("reference")}, now version {amended.TextAt("version")}"));
            });
    }
}
