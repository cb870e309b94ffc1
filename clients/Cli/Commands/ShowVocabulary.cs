using System.CommandLine;
using Exchange.Cli.Api;
using Exchange.Cli.Output;
using Exchange.Contracts.Vocabularies;

namespace Exchange.Cli.Commands;

/// <summary><c>exchange vocabulary</c>: the words that cases and alerts are written with.</summary>
internal static class ShowVocabulary
{
    private static readonly Column[] Lists = [new("Name", "name") { Whole = true }, new("What it says", "title"), new("Codes", item => $"{item.ListAt("codes").Count()}"), new("Source", "source") { Optional = true }];
    private static readonly Column[] Values = [new("Code", "code") { Whole = true }, new("Meaning", "label"), new("In the standard", "native") { Optional = true }];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("name") { Description = "One list, such as lifecycle-stage; without it, all are named", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        return new Verb("vocabulary", "Show the words that cases and alerts are written with",
            "exchange vocabulary --as KEN/customs", "exchange vocabulary lifecycle-stage --as KEN/customs")
        {
            name,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            if (parsed.GetValue(name) is { } one)
            {
                session.Print(await session.Api.GetAsync(Query.Of($"/v1/vocabularies/{one}"), ct),
                    list => session.Screen.Table([.. list.ListAt("codes")], "It is empty.", Values));
            }
            else
            {
                session.Print(await session.Api.GetAsync("/v1/vocabularies", ct), all => session.Screen.Table([.. all.ListAt("items")], "None.", Lists));
            }
        });
    }
}
