using System.CommandLine;

namespace Exchange.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class Inputs
{
    public static Argument<string> Id(string what) => new("id") { Description = $"The id of the {what}", HelpName = "ID" };

    public static Argument<string> File(string what) => new("file") { Description = $"{what}; use - for standard input", HelpName = "FILE" };

    public static Option<string?> IdempotencyKey(string effect) =>
        Optional("--idempotency-key", $"A second request with the same key within 24 hours {effect}", "KEY");

    public static Option<string> Reason(string description) => new("--reason") { Description = description, HelpName = "TEXT", Required = true };

    public static Option<int> Limit()
    {
        var limit = new Option<int>("--limit") { Description = "Show at most this many", HelpName = "N", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n < 1)
                result.AddError("--limit must be at least 1.");
        });
        return limit;
    }

    /// <summary>An option that may be repeated, or given once with values separated by commas.</summary>
    public static Option<string[]> Several(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    public static Option<string?> Optional(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };
}
