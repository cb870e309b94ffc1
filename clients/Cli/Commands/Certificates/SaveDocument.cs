using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate document</c>: saves a certificate as a page for printing.</summary>
internal static class SaveDocument
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        var output = Inputs.Optional("--out", "The file to write (HTML)", "FILE");
        output.Required = true;
        var lang = Inputs.Optional("--lang", "The language of the labels: en, fr, es, ar, ru or zh", "LANGUAGE");
        return new Verb("document", "Save a certificate as a page for printing, with its QR code",
            "exchange certificate document 019ab3c4-… --out certificate.html --lang fr --as TCD/licensing")
        {
            id, output, lang,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var page = await session.Api.GetTextAsync(new Query(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}/document")).And("lang", parsed.GetValue(lang)).ToString(), ct);
            await Session.WriteAsync(parsed.GetRequiredValue(output)!, page, ct);
            session.Screen.Note($"Saved as {parsed.GetValue(output)}. Open it in a browser and print it.");
        });
    }
}
