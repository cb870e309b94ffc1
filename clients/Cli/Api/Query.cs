using System.Globalization;

namespace Exchange.Cli.Api;

/// <summary>A path and its query, escaped; parameters without a value are omitted.</summary>
internal readonly record struct Query(string Path, string Parameters = "")
{
    public Query And(string name, string? value) =>
        string.IsNullOrEmpty(value) ? this : this with { Parameters = $"{Parameters}{(Parameters.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}" };

    public Query And(string name, int value) => And(name, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => Path + Parameters;

    /// <summary>A path with its variable parts escaped, so that no value can name another path.</summary>
    public static string Of(FormattableString path) =>
        string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(a => (object)Part(a?.ToString() ?? ""))]);

    // Dots are not escaped, and '..' would name the parent path.
    private static string Part(string text) =>
        text.Length > 0 && text.Trim('.').Length > 0
            ? Uri.EscapeDataString(text)
            : throw new UsageException($"'{Output.Safe.Line(text)}' is not an identifier.");
}
