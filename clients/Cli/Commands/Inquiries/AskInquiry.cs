using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication ask</c>, <c>exchange consent ask</c>: asks another State a question.</summary>
internal static class AskInquiry
{
    public static Command Authentication(Terminal terminal) =>
        Create(terminal, InquiryKind.Authentication, "Ask the issuing State if a paper certificate is authentic", "docs/examples/paper-euc.json");

    public static Command Consent(Terminal terminal) =>
        Create(terminal, InquiryKind.Consent, "Ask the State named in a certificate for its consent to a re-export", "docs/examples/reexport.json");

    private static Verb Create(Terminal terminal, InquiryKind kind, string description, string example)
    {
        var file = Inputs.File($"The {kind.Noun} as JSON");
        var key = Inputs.IdempotencyKey("creates no second question");
        return new Verb("ask", description, $"exchange {kind.Command} ask {example} --as {kind.Asker}") { file, key }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PostDocumentAsync(kind.Path, document, "application/json", ct, parsed.GetValue(key));
                session.Print(answer, asked => session.Screen.Line($"Asked {asked.TextAt("reference")}, due {asked.TextAt("dueAt")}, id {asked.TextAt("id")}"));
            });
    }
}
