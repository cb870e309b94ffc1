using System.CommandLine;
using Exchange.Cli.Commands.Inquiries;

namespace Exchange.Cli.Commands.Authentications;

/// <summary><c>exchange authentication answer</c>: answers, for good, whether a certificate is the caller's State's own.</summary>
internal static class AnswerAuthentication
{
    public static Command Create(Terminal terminal)
    {
        var kind = InquiryKind.Authentication;
        var id = Inputs.Id(kind.What);
        var answer = new Option<string>("--answer") { Description = "See: exchange vocabulary authentication_answer", HelpName = "ANSWER", Required = true };
        var altered = Inputs.Several("--altered", "A field that is not as it was issued, such as goods[1].quantity; may be repeated", "FIELD");
        var remarks = Inputs.Optional("--remarks", "What the State that asks should know besides", "TEXT");
        return new Verb("answer", "Answer whether a certificate on paper is your State's own; the answer is signed and final",
            "exchange authentication answer 019ab3c4-… --answer not_issued --as TCD/licensing",
            "exchange authentication answer 019ab3c4-… --answer authentic_but_altered --altered goods[1].quantity --as TCD/licensing")
        {
            id, answer, altered, remarks,
        }.Does(terminal, async (session, parsed, ct) => session.Print(
            await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/answer"), new
            {
                answer = parsed.GetRequiredValue(answer),
                alteredFields = parsed.GetRequiredValue(altered),
                remarks = parsed.GetValue(remarks),
            }, ct),
            _ => session.Screen.Line($"Answered: {parsed.GetRequiredValue(answer)}.")));
    }
}
