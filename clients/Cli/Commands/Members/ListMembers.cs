using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Members;

/// <summary><c>exchange member list</c>: the directory of the network.</summary>
internal static class ListMembers
{
    private static readonly Column[] Columns =
    [
        new("Code", "code") { Whole = true },
        new("Name", "name"),
        new("Kind", "kind"),
        new("Status", "status"),
        new("Groups", "groups") { Optional = true },
        new("Issuer", "issuer") { Optional = true },
    ];

    public static Command Create(Terminal terminal)
    {
        var limit = Inputs.Limit();
        return new Verb("list", "List the members of the network", "exchange member list --as KEN/customs") { limit }
            .Does(terminal, (session, parsed, ct) => session.PrintListAsync(
                session.Api.ListAsync(new Query("/v1/members"), parsed.GetValue(limit), ct), "No members.", Columns, ct));
    }
}
