using System.CommandLine;

namespace Exchange.Cli;

/// <summary>The options of every command.</summary>
internal static class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public static Option<string?> As { get; } = new("--as")
    {
        Description = "The identity to act as, for example KEN/customs (or set EXCHANGE_AS)",
        HelpName = "MEMBER/IDENTITY",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the JSON of the exchange, for scripts",
        Recursive = true,
    };
}
