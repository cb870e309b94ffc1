using System.CommandLine;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication answer</c>, <c>exchange consent answer</c>: answers a question of another State; the answer is final.</summary>
internal static class AnswerInquiry
{
    public static Command Authentication(Terminal terminal)
    {
        var altered = Inputs.Several("--altered", "A field that differs from the certificate as issued, for example goods[1].quantity; may be repeated", "FIELD");
        return Create(terminal, InquiryKind.Authentication, "authentication_answer", "alteredFields", altered, parsed => parsed.GetRequiredValue(altered),
            "Answer if a paper certificate is authentic; the answer is signed and final",
            "exchange authentication answer 019ab3c4-… --answer not_issued --as TCD/licensing",
            "exchange authentication answer 019ab3c4-… --answer authentic_but_altered --altered goods[1].quantity --as TCD/licensing");
    }

    public static Command Consent(Terminal terminal)
    {
        var conditions = Inputs.Optional("--conditions", "The conditions of the consent; only with granted_conditionally", "TEXT");
        return Create(terminal, InquiryKind.Consent, "consent_answer", "conditions", conditions, parsed => parsed.GetValue(conditions),
            "Answer if your State consents to a re-export; the answer is signed and final",
            "exchange consent answer 019ab3c4-… --answer refused --as CZE/licensing",
            "exchange consent answer 019ab3c4-… --answer granted_conditionally --conditions \"delivery is confirmed within 60 days\" --as CZE/licensing");
    }

    private static Verb Create(Terminal terminal, InquiryKind kind, string vocabulary, string detailField, Option detail, Func<ParseResult, object?> detailValue,
        string description, params string[] examples)
    {
        var id = Inputs.Id(kind.Noun);
        var answer = new Option<string>("--answer") { Description = $"The answer; exchange vocabulary {vocabulary} lists the codes", HelpName = "ANSWER", Required = true };
        var remarks = Inputs.Optional("--remarks", "Remarks, shown to the State that asked", "TEXT");
        return new Verb("answer", description, examples) { id, answer, detail, remarks }
            .Does(terminal, async (session, parsed, ct) => session.Print(
                await session.Api.PostAsync(kind.At($"/{parsed.GetRequiredValue(id)}/answer"), new Dictionary<string, object?>
                {
                    ["answer"] = parsed.GetRequiredValue(answer),
                    [detailField] = detailValue(parsed),
                    ["remarks"] = parsed.GetValue(remarks),
                }, ct),
                _ => session.Screen.Line($"Answered: {parsed.GetRequiredValue(answer)}.")));
    }
}
