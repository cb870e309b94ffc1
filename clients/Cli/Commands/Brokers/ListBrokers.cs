using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Brokers;

/// <summary><c>exchange broker list</c>: the caller's own register and the brokers released to it.</summary>
internal static class ListBrokers
{
    private static readonly Column[] Columns =
    [
        new("Register", "register") { Whole = true },
        new("Number", "number") { Whole = true },
        new("Name", "name"),
        new("Standing", "standing") { Whole = true },
        new("Valid until", "validUntil") { Whole = true },
        new("Level", "level"),
        new("Id", "id") { Whole = true, Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var register = Inputs.Optional("--register", "Only the register of this State (ISO 3166 alpha-3)", "STATE");
        var number = Inputs.Optional("--number", "Only the broker of this number", "NUMBER");
        var standing = Inputs.Optional("--standing", "Only brokers that stand so today", "STANDING");
        var kind = Inputs.Optional("--kind", "Only companies, or only persons", "KIND");
        var limit = Inputs.Limit();
        return new Verb("list", "List the brokers of your own register and those released to you",
            "exchange broker list --as CZE/licensing",
            "exchange broker list --register CZE --standing suspended --as KEN/licensing")
        {
            register, number, standing, kind, limit,
        }.Does(terminal, (session, parsed, ct) => session.PrintListAsync(
            session.Api.ListAsync(new Query("/v1/brokers")
                .And("register", parsed.GetValue(register)).And("number", parsed.GetValue(number))
                .And("standing", parsed.GetValue(standing)).And("kind", parsed.GetValue(kind)), parsed.GetValue(limit), ct),
            "No brokers.", Columns, ct));
    }
}
