using System.CommandLine;
using Exchange.Cli.Api;

namespace Exchange.Cli.Commands.Certificates;

/// <summary><c>exchange certificate get</c>: a certificate, at the level released to the caller, with its remaining quantities.</summary>
internal static class GetCertificate
{
    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Id("certificate");
        return new Verb("get", "Show a certificate, at the level released to you", "exchange certificate get 019ab3c4-… --as CZE/licensing") { id }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/certificates/{parsed.GetRequiredValue(id)}"), ct), session.Screen.Record));
    }
}
