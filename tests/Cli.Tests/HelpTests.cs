using System.Text.RegularExpressions;
using Xunit;

namespace Exchange.Cli.Tests;

/// <summary>Every command explains itself: a description, an example that parses, and a description for each argument and option.</summary>
public sealed partial class HelpTests(FakeExchange exchange) : IClassFixture<FakeExchange>
{
    [Fact]
    public async Task Every_command_shows_its_help_with_an_example()
    {
        foreach (var (path, verb) in Verbs())
        {
            var run = await Run.Of(exchange, [.. path.Split(' '), "--help"]);
            Assert.True(run.Exit == 0 && run.Out.Contains($"  {verb.Examples[0]}", StringComparison.Ordinal), $"{path} --help: {run.Out}{run.Error}");
        }
    }

    [Fact]
    public void Every_example_is_a_valid_command_line_of_its_command()
    {
        foreach (var (path, verb) in Verbs())
        {
            Assert.NotEmpty(verb.Examples);
            Assert.StartsWith($"exchange {path}", verb.Examples[0], StringComparison.Ordinal);
            foreach (var example in verb.Examples.Where(e => e.StartsWith("exchange ", StringComparison.Ordinal)))
            {
                string[] args = [.. Words().Matches(example.Split(" | ")[0]).Select(word => word.Value.Trim('"', '\'')).Skip(1)];
                var parsed = ExchangeCommand.Create(args, Terminal()).Parse(args);
                Assert.True(parsed.Errors.Count == 0 && parsed.CommandResult.Command.Name == verb.Name, $"{example}: {string.Join(' ', parsed.Errors)}");
            }
        }
    }

    [Fact]
    public void Every_argument_and_option_is_described()
    {
        foreach (var (path, verb) in Verbs())
        {
            Assert.False(string.IsNullOrEmpty(verb.Description), path);
            Assert.All(verb.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), $"{path} {argument.Name}"));
            Assert.All(verb.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), $"{path} {option.Name}"));
        }
    }

    private List<(string Path, Verb Verb)> Verbs()
    {
        // A group holds its subcommands only if the command line names it.
        var names = ExchangeCommand.Create([], Terminal()).Subcommands.Select(c => c.Name).ToList();
        var verbs = ExchangeCommand.Create(names, Terminal()).Subcommands
            .SelectMany(command => command is Verb verb ? [(verb.Name, verb)] : command.Subcommands.Select(sub => ($"{command.Name} {sub.Name}", (Verb)sub))).ToList();
        Assert.True(verbs.Count > 60, $"{verbs.Count} commands");
        return verbs;
    }

    private Terminal Terminal() => Run.Terminal(exchange, [], 100, TextWriter.Null, TextWriter.Null);

    [GeneratedRegex("""
        "[^"]*"|'[^']*'|\S+
        """)]
    private static partial Regex Words();
}
