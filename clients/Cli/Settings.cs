using System.CommandLine;

namespace Exchange.Cli;

/// <summary>The options that every command takes.</summary>
internal static class Settings
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public static Option<string?> As { get; } = new("--as")
    {
        Description = "The identity to act as, such as KEN/customs (or set EXCHANGE_AS)",
        HelpName = "MEMBER/IDENTITY",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the exchange's own JSON, for scripts",
        Recursive = true,
    };
}
