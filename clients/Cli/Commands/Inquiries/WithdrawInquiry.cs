using System.CommandLine;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication withdraw</c>, <c>exchange consent withdraw</c>: withdraws a question of the caller's State.</summary>
internal static class WithdrawInquiry
{
    public static Command Create(Terminal terminal, InquiryKind kind)
    {
        var id = Inputs.Id(kind.Noun);
        var reason = Inputs.Reason("The reason, shown to the State that was asked");
        return new Verb("withdraw", $"Withdraw a {kind.Noun} of your State", $"exchange {kind.Command} withdraw 019ab3c4-… --reason \"the original was found\" --as {kind.Asker}") { id, reason }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/withdraw"), new { reason = parsed.GetRequiredValue(reason) }, ct),
                _ => session.Screen.Line("Withdrawn.")));
    }
}
