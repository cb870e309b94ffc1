namespace Exchange.Cli;

/// <summary>The process around a command: its streams, its environment, its clock. A test brings its own.</summary>
internal sealed record Terminal
{
    public required Func<TextReader> In { get; init; }
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }

    /// <summary>An environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Columns that tables may take.</summary>
    public required int Width { get; init; }

    /// <summary>Whether a person reads standard output, so that colours help.</summary>
    public bool Colours { get; init; }

    /// <summary>Whether a person reads standard error, so that a progress bar helps.</summary>
    public bool Interactive { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The real streams; text piped elsewhere is laid out for <c>COLUMNS</c>, or else 120 columns.</summary>
    public static Terminal OfThisProcess()
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var colours = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new()
        {
            // Asked for, it makes the terminal ready to be read.
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
