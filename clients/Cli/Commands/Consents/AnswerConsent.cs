using System.CommandLine;
using Exchange.Cli.Commands.Inquiries;

namespace Exchange.Cli.Commands.Consents;

/// <summary><c>exchange consent answer</c>: answers, for good, whether the caller's State consents to a re-export.</summary>
internal static class AnswerConsent
{
    public static Command Create(Terminal terminal)
    {
        var kind = InquiryKind.Consent;
        var id = Inputs.Id(kind.What);
        var answer = new Option<string>("--answer") { Description = "See: exchange vocabulary consent_answer", HelpName = "ANSWER", Required = true };
        var conditions = Inputs.Optional("--conditions", "What the consent is bound to; with granted_conditionally", "TEXT");
        var remarks = Inputs.Optional("--remarks", "What the State that asks should know besides", "TEXT");
        return new Verb("answer", "Answer whether your State consents to a re-export; the answer is signed and final",
            "exchange consent answer 019ab3c4-… --answer refused --as CZE/licensing",
            "exchange consent answer 019ab3c4-… --answer granted_conditionally --conditions \"delivery is confirmed within 60 days\" --as CZE/licensing")
        {
            id, answer, conditions, remarks,
        }.Does(terminal, async (session, parsed, ct) => session.Print(
            await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/answer"), new
            {
                answer = parsed.GetRequiredValue(answer),
                conditions = parsed.GetValue(conditions),
                remarks = parsed.GetValue(remarks),
            }, ct),
            _ => session.Screen.Line($"Answered: {parsed.GetRequiredValue(answer)}.")));
    }
}
