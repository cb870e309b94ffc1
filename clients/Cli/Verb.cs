using System.CommandLine;

namespace Exchange.Cli;

/// <summary>A command with examples in its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Complete command lines, shown below the help.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Runs <paramref name="work"/> in its own session; exceptions become a message and an exit code.</summary>
    public Verb Does(Terminal terminal, Func<Session, ParseResult, CancellationToken, Task> work)
    {
        SetAction((parsed, ct) => Session.RunAsync(terminal, parsed, work, ct));
        return this;
    }
}
