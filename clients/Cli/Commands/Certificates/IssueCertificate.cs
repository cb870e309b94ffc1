using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate issue</c>: issues a certificate of the caller's State.</summary>
internal static class IssueCertificate
{
    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("The certificate as JSON");
        var output = Inputs.Optional("--out", "Write the signed credential to this file, to send it to the exporter", "FILE");
        var key = Inputs.IdempotencyKey("creates no second certificate");
        return new Verb("issue", "Issue a certificate of your State",
            "exchange certificate issue docs/examples/certificate.json --as TCD/licensing",
            "exchange certificate issue docs/examples/certificate.json --out euc.jwt --as TCD/licensing")
        {
            file, output, key,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
            var answer = await session.Api.PostDocumentAsync("/v1/certificates", document, "application/json", ct, parsed.GetValue(key));
            if (parsed.GetValue(output) is { } path && answer.Body is { } body) await Session.WriteAsync(path, body.TextAt("credential"), ct);
            session.Print(answer, issued =>
            {
                session.Screen.Line($"Issued {issued.TextAt("reference")}, id {issued.TextAt("id")}");
                session.Screen.Line($"Document hash {issued.TextAt("documentHash")}");
                session.Screen.Line($"To print it: exchange certificate document {issued.TextAt("id")} --out certificate.html");
            });
        });
    }
}
