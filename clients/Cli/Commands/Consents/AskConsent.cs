using System.CommandLine;
using Exchange.Cli.Commands.Inquiries;

namespace Exchange.Cli.Commands.Consents;

/// <summary><c>exchange consent ask</c>: asks the State that a certificate names for its consent to a re-export.</summary>
internal static class AskConsent
{
    public static Command Create(Terminal terminal) =>
        AskInquiry.Create(terminal, InquiryKind.Consent, "Ask the State that a certificate names for its consent to a re-export", "reexport.json");
}
