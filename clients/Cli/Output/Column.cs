using System.Text.Json;

namespace Exchange.Cli.Output;

/// <summary>A column of a table: its title and how to read its value from an item.</summary>
internal sealed record Column(string Title, Func<JsonElement, string> Value)
{
    public Column(string title, string path) : this(title, item => item.TextAt(path)) { }

    /// <summary>Never wrapped: for identifiers, which people copy.</summary>
    public bool Whole { get; init; }

    /// <summary>Omitted, the last one first, if the terminal is too narrow.</summary>
    public bool Optional { get; init; }
}
