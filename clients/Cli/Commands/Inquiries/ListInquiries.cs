using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Inquiries;

/// <summary><c>exchange authentication list</c>, <c>exchange consent list</c>: the questions that the caller's State asked or received.</summary>
internal static class ListInquiries
{
    private static readonly Column[] Columns =
    [
        new("Reference", "reference") { Whole = true },
        new("From", "askingState") { Whole = true },
        new("To", "askedState") { Whole = true },
        new("State", item => item.TextAt("overdue") == "yes" ? $"{item.TextAt("state")}, overdue" : item.TextAt("state")),
        new("Due", item => item.TextAt("dueAt").Split(' ')[0]) { Whole = true },
        new("Answer", "answer"),
        new("Certificate", item => $"{item.TextAt("issuingState")} {item.TextAt("number")}") { Optional = true },
        new("Id", "id") { Whole = true, Optional = true },
    ];

    public static Command Create(Terminal terminal, InquiryKind kind)
    {
        var role = Inputs.Optional("--role", "Only questions to your State (asked), or from your State (asking)", "ROLE");
        var state = Inputs.Optional("--state", "Only this state: asked, acknowledged, answered or withdrawn", "STATE");
        var overdue = new Option<bool>("--overdue") { Description = "Only open questions past their deadline" };
        var limit = Inputs.Limit();
        return new Verb("list", $"List each {kind.Noun} that your State asked or received",
            $"exchange {kind.Command} list --role asked --overdue --as {kind.Asked}")
        {
            role, state, overdue, limit,
        }.Does(terminal, (session, parsed, ct) => session.PrintListAsync(
            session.Api.ListAsync(new Query(kind.Path).And("role", parsed.GetValue(role)).And("state", parsed.GetValue(state))
                .And("overdue", parsed.GetValue(overdue) ? "true" : null), parsed.GetValue(limit), ct),
            "No questions.", Columns, ct));
    }
}
