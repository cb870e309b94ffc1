using System.Text.RegularExpressions;

namespace Exchange.Cli.Profiles;

/// <summary>An identity on the command line, a member and one of its authorities: <c>KEN/customs</c>.</summary>
internal sealed partial record Identity(string Member, string Name)
{
    public override string ToString() => $"{Member}/{Name}";

    /// <summary>Parses <c>KEN/customs</c>; a text that could name a file outside the profile folder is refused.</summary>
    /// <exception cref="UsageException">The text has another form.</exception>
    public static Identity Parse(string text) =>
        Form().Match(text) is { Success: true } match
            ? new(match.Groups[1].Value, match.Groups[2].Value)
            : throw new UsageException($"'{Output.Safe.Line(text)}' is not an identity; write MEMBER/IDENTITY, for example KEN/customs.");

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9-]{0,31})/([A-Za-z][A-Za-z0-9_-]{0,63})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
