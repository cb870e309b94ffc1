using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker register</c> and <c>amend</c>: what a register says of a broker.</summary>
internal static class RegisterBroker
{
    public static Command Create(Terminal terminal)
    {
        var file = Inputs.File("The registration as JSON");
        var key = Inputs.IdempotencyKey("registers no second broker");
        return new Verb("register", "Register a broker in the register of your State", "exchange broker register broker.json --as CZE/licensing") { file, key }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PostDocumentAsync("/v1/brokers", document, "application/json", ct, parsed.GetValue(key));
                session.Print(answer, posted => session.Screen.Line($"Registered {posted.TextAt("number")}, id {posted.TextAt("id")}"));
            });
    }

    public static Command Amend(Terminal terminal)
    {
        var id = Inputs.Id("broker");
        var file = Inputs.File("The whole new registration as JSON; fields left out are removed");
        var etag = Inputs.Optional("--if-match", "Amend only if the entry still has this ETag", "ETAG");
        return new Verb("amend", "Amend or renew a registration", "exchange broker amend 019ab3c4-… broker.json --as CZE/licensing") { id, file, etag }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PutDocumentAsync(
                    Query.Of($"/v1/brokers/{parsed.GetRequiredValue(id)}"), document, "application/json", parsed.GetValue(etag), ct);
                session.Print(answer, amended => session.Screen.Line($"Amended {amended.TextAt("number")}, now version {amended.TextAt("version")}"));
            });
    }
}
