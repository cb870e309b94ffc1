using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication ask</c>, <c>exchange consent ask</c>: asks another State.</summary>
internal static class AskInquiry
{
    public static Command Create(Terminal terminal, InquiryKind kind, string description, string example)
    {
        var file = Inputs.File($"The {kind.What} as JSON");
        var key = Inputs.Optional("--idempotency-key", "Asking again with the same key, within 24 hours, asks nothing twice", "KEY");
        return new Verb("ask", description, $"exchange {kind.Command} ask {example} --as {kind.Asker}") { file, key }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PostDocumentAsync(kind.Path, document, "application/json", ct, parsed.GetValue(key));
                session.Print(answer, asked => session.Screen.Line($"Asked {asked.TextAt("reference")}, due {asked.TextAt("dueAt")}, id {asked.TextAt("id")}"));
            });
    }
}
