using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands;

/// <summary><c>exchange vocabulary</c>: the code lists of cases, certificates and alerts.</summary>
internal static class ShowVocabulary
{
    private static readonly Column[] Lists = [new("Name", "name") { Whole = true }, new("Describes", "title"), new("Codes", item => $"{item.ListAt("codes").Count()}"), new("Source", "source") { Optional = true }];
    private static readonly Column[] Values = [new("Code", "code") { Whole = true }, new("Meaning", "label"), new("Code in the standard", "native") { Optional = true }];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("name") { Description = "The code list to show, for example lifecycle_stage; if omitted, all lists are named", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        return new Verb("vocabulary", "Show the code lists of cases, certificates and alerts",
            "exchange vocabulary --as KEN/customs", "exchange vocabulary lifecycle_stage --as KEN/customs")
        {
            name,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            if (parsed.GetValue(name) is { } one)
            {
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/vocabularies/{one}"), ct),
                    list => session.Screen.Table([.. list.ListAt("codes")], "No codes.", Values));
            }
            else
            {
                session.Print(await session.Api.GetAsync("/v1/vocabularies", ct), all => session.Screen.Table([.. all.ListAt("items")], "No code lists.", Lists));
            }
        });
    }
}
