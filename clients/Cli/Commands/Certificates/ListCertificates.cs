using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate list</c>: the certificates of the caller's State and those released to it.</summary>
internal static class ListCertificates
{
    private static readonly Column[] Columns =
    [
        new("Id", "id") { Whole = true, Optional = true },
        new("Reference", "reference") { Whole = true },
        new("Number", "number"),
        new("Type", "type") { Optional = true },
        new("Valid until", "validUntil") { Whole = true },
        new("Destination", "finalDestination") { Whole = true },
        new("Status", "status") { Whole = true },
        new("Level", "level") { Whole = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var state = Inputs.Optional("--state", "Only certificates of this issuing State", "ALPHA-3");
        var status = Inputs.Optional("--status", "Only this status: valid, suspended, revoked or superseded", "STATUS");
        var number = Inputs.Optional("--number", "Only certificates with this number", "NUMBER");
        var limit = Inputs.Limit();
        return new Verb("list", "List the certificates of your State and those released to it", "exchange certificate list --as CZE/licensing") { state, status, number, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/certificates").And("issuingState", parsed.GetValue(state)).And("status", parsed.GetValue(status)).And("number", parsed.GetValue(number)),
                    parsed.GetRequiredValue(limit), ct),
                "No certificates.", Columns, ct));
    }
}
