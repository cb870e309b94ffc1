using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate verifications</c>: who verified certificates that name the caller's State as issuer.</summary>
internal static class ListVerifications
{
    private static readonly Column[] Columns =
    [
        new("When", "at") { Whole = true },
        new("Who", v => $"{v.TextAt("verifier")}/{v.TextAt("authority")}") { Whole = true },
        new("Number", "number"),
        new("Presented as", "presentedBy") { Optional = true },
        new("Verdict", "verdict") { Whole = true },
        new("Failed checks", "failed") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var verdict = Inputs.Optional("--verdict", "Only this verdict, for example not_issued", "VERDICT");
        var limit = Inputs.Limit();
        return new Verb("verifications", "List who verified certificates that name your State as issuer",
            "exchange certificate verifications --as TCD/licensing",
            "exchange certificate verifications --verdict not_issued --as TCD/licensing")
        {
            verdict, limit,
        }.Does(terminal, (session, parsed, ct) => session.PrintListAsync(
            session.Api.ListAsync(new Query("/v1/verifications").And("verdict", parsed.GetValue(verdict)), parsed.GetRequiredValue(limit), ct),
            "No verifications.", Columns, ct));
    }
}
