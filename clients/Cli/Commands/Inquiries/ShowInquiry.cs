using System.CommandLine;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication show</c>, <c>exchange consent show</c>: a question, its state and its answer.</summary>
internal static class ShowInquiry
{
    public static Command Create(Terminal terminal, InquiryKind kind)
    {
        var id = Inputs.Id(kind.Noun);
        return new Verb("show", $"Show a {kind.Noun}, its state and its answer", $"exchange {kind.Command} show 019ab3c4-… --as {kind.Asked}") { id }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(kind.At($"/{parsed.GetRequiredValue(id)}"), ct), session.Screen.Record));
    }
}
