using System.Text.Json;

namespace Exchange.Cli.Output;

/// <summary>A column of a list: its title, and where its value is in an item.</summary>
internal sealed record Column(string Title, Func<JsonElement, string> Value)
{
    public Column(string title, string path) : this(title, item => item.TextAt(path)) { }

    /// <summary>Never broken over lines: identifiers, so that they can be copied.</summary>
    public bool Whole { get; init; }

    /// <summary>Left out, the last first, where the terminal is too narrow for all.</summary>
    public bool Optional { get; init; }
}
