using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate shipment-verifications</c>: the post-shipment verifications of a certificate.</summary>
internal static class ListShipmentVerifications
{
    private static readonly Column[] Columns =
    [
        new("On", "date"),
        new("By", "verifyingState"),
        new("Place", "place"),
        new("Sampled", "serialsSampled"),
        new("Found", "found"),
        new("Missing", "missing"),
        new("Finding", "finding") { Whole = true },
        new("Remarks", "remarks") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var limit = Inputs.Limit();
        return new Verb("shipment-verifications", "List post-shipment verifications: your own, or all if your State issued the certificate",
            "exchange certificate shipment-verifications 019ab3c4-… --as TCD/licensing") { id, limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/shipment-verifications")), parsed.GetValue(limit), ct),
                "No post-shipment verifications.", Columns, ct));
    }
}
