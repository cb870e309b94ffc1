using System.CommandLine;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication acknowledge</c>, <c>exchange consent acknowledge</c>: confirms that a question has arrived.</summary>
internal static class AcknowledgeInquiry
{
    public static Command Create(Terminal terminal, InquiryKind kind)
    {
        var id = Inputs.Id(kind.Noun);
        return new Verb("acknowledge", $"Confirm that you received a {kind.Noun} and are working on it", $"exchange {kind.Command} acknowledge 019ab3c4-… --as {kind.Asked}") { id }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/acknowledge"), new { }, ct),
                _ => session.Screen.Line("Acknowledged.")));
    }
}
