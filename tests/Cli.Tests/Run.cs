namespace Exchange.Cli.Tests;

/// <summary>One run of the command: what it printed, and how it ended.</summary>
public sealed record Run(int Exit, string Out, string Error)
{
    public static Task<Run> Of(FakeExchange exchange, params string[] args) => Of(exchange, 100, args);

    public static Task<Run> Of(FakeExchange exchange, int width, params string[] args) => Of(exchange, new(), width, default, args);

    internal static async Task<Run> Of(FakeExchange exchange, Dictionary<string, string> environment, int width, CancellationToken ct, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await ExchangeCommand.InvokeAsync(args, Terminal(exchange, environment, width, output, error), ct);
        return new(exit, output.ToString(), error.ToString());
    }

    internal static Terminal Terminal(FakeExchange exchange, Dictionary<string, string> environment, int width, TextWriter output, TextWriter error) => new()
    {
        In = () => new StringReader(environment.GetValueOrDefault("<stdin>", "")),
        Out = TextWriter.Synchronized(output),
        Error = TextWriter.Synchronized(error),
        Width = width,
        Variable = name => environment.TryGetValue(name, out var value) ? value : name == "EXCHANGE_HOME" ? exchange.Home : null,
    };
}
