using System.CommandLine;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Cases;

/// <summary><c>exchange case preview</c>: who would see a case under given releases; stores nothing.</summary>
internal static class PreviewRelease
{
    private static readonly Column[] Columns =
    [
        new("Member", "member") { Whole = true },
        new("Name", "name") { Optional = true },
        new("Level", "level"),
        new("Functions", item => item.TextAt("functions") is { Length: > 0 } functions ? functions : "any"),
    ];

    public static Command Create(Terminal terminal)
    {
        var id = Inputs.Optional("--case", "The id of the case", "ID");
        var releases = new Releases();
        var command = new Verb("preview", "Show who would see a case, and at which level; stores nothing",
            "exchange case preview --to EAC/* --level summary --as KEN/customs")
        {
            id,
        };
        releases.AddTo(command);
        return command.Does(terminal, async (session, parsed, ct) =>
        {
            var answer = await session.Api.PostAsync("/v1/releases/preview",
                new { caseId = parsed.GetValue(id), releases = await releases.ReadAsync(session, parsed, ct) }, ct);
            session.Print(answer, preview => session.Screen.Table([.. preview.ListAt("items")], "Nobody would see it.", Columns));
        });
    }
}
