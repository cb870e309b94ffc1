namespace Exchange.Cli;

/// <summary>The environment of a command: streams, environment variables, clock. Tests supply their own.</summary>
internal sealed record Terminal
{
    public required Func<TextReader> In { get; init; }
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }

    /// <summary>An environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The width of tables, in columns.</summary>
    public required int Width { get; init; }

    /// <summary>Whether standard output is a terminal and may use colours.</summary>
    public bool Colours { get; init; }

    /// <summary>Whether standard error is a terminal and may show a progress bar.</summary>
    public bool Interactive { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The real streams. Redirected output is <c>COLUMNS</c> wide, or 120 columns.</summary>
    public static Terminal OfThisProcess()
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var colours = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new()
        {
            // Lazy: reading Console.In changes the mode of the terminal.
            In = () => Console.In,
            Out = Console.Out,
            Error = Console.Error,
            Variable = Environment.GetEnvironmentVariable,
            Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 20 ? columns
                : Console.IsOutputRedirected ? 120
                : Math.Max(40, Console.WindowWidth),
            Colours = colours,
            Interactive = !Console.IsErrorRedirected,
        };
    }
}
