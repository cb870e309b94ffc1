using System.CommandLine;
using Exchange.Cli.Commands.Inquiries;

namespace Exchange.Cli.Commands.Authentications;

/// <summary><c>exchange authentication ask</c>: asks the purported issuing State whether a certificate on paper is authentic.</summary>
internal static class AskAuthentication
{
    public static Command Create(Terminal terminal) =>
        AskInquiry.Create(terminal, InquiryKind.Authentication, "Ask the State that a paper names as its issuer whether it is authentic", "paper-euc.json");
}
