using System.CommandLine;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication withdraw</c>, <c>exchange consent withdraw</c>: takes a question of the caller's State back.</summary>
internal static class WithdrawInquiry
{
    public static Command Create(Terminal terminal, InquiryKind kind)
    {
        var id = Inputs.Id(kind.What);
        var reason = Inputs.Reason("Why; the State that is asked sees it");
        return new Verb("withdraw", $"Withdraw a {kind.What} of your own", $"exchange {kind.Command} withdraw 019ab3c4-… --reason \"the original was found\" --as {kind.Asker}") { id, reason }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/withdraw"), new { reason = parsed.GetRequiredValue(reason) }, ct),
                _ => session.Screen.Line("Withdrawn.")));
    }
}
