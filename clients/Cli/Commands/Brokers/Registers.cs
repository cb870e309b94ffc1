using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange register list</c>, <c>show</c> and <c>set</c>: the pages of States' registers.</summary>
internal static class Registers
{
    private static readonly Column[] Columns =
    [
        new("State", "state") { Whole = true },
        new("Registration", "registration") { Whole = true },
        new("Authority", "authority"),
        new("Office", "contact.office"),
        new("Mail", "contact.mail"),
    ];

    public static Command List(Terminal terminal)
    {
        var limit = Inputs.Limit();
        return new Verb("list", "List what States' laws ask of brokers, and whom to ask", "exchange register list --as KEN/licensing") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/registers"), parsed.GetValue(limit), ct), "No State has written the page of its register.", Columns, ct));
    }

    public static Command Show(Terminal terminal)
    {
        var state = new Argument<string>("STATE") { Description = "The State (ISO 3166 alpha-3)" };
        return new Verb("show", "Show the page of a State's register", "exchange register show CZE --as KEN/licensing") { state }
            .Does(terminal, async (session, parsed, ct) =>
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/registers/{parsed.GetRequiredValue(state)}"), ct), session.Screen.Record));
    }

    public static Command Set(Terminal terminal)
    {
        var state = new Argument<string>("STATE") { Description = "Your State (ISO 3166 alpha-3)" };
        var file = Inputs.File("The whole page, and to whom the register is released, as JSON");
        return new Verb("set", "Write the page of your State's register, and to whom it is released", "exchange register set CZE register.json --as CZE/licensing") { state, file }
            .Does(terminal, async (session, parsed, ct) =>
            {
                var document = await session.ReadAsync(parsed.GetRequiredValue(file), ct);
                var answer = await session.Api.PutDocumentAsync(Query.Of($"/v1/registers/{parsed.GetRequiredValue(state)}"), document, "application/json", null, ct);
                session.Print(answer, set => session.Screen.Line($"The page of {set.TextAt("state")} is written."));
            });
    }
}
