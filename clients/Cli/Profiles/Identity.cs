using System.Text.RegularExpressions;

namespace Exchange.Cli.Profiles;

/// <summary>A member's authority as it is named on the command line: <c>KEN/customs</c>.</summary>
internal sealed partial record Identity(string Member, string Name)
{
    public override string ToString() => $"{Member}/{Name}";

    /// <summary>Reads <c>KEN/customs</c>; nothing that could leave the folder of profiles passes.</summary>
    /// <exception cref="UsageException">It is not of this form.</exception>
    public static Identity Parse(string text) =>
        Form().Match(text) is { Success: true } match
            ? new(match.Groups[1].Value, match.Groups[2].Value)
            : throw new UsageException($"'{Output.Safe.Line(text)}' is not an identity; write it as MEMBER/IDENTITY, for example KEN/customs.");

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9-]{0,31})/([A-Za-z][A-Za-z0-9_-]{0,63})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
