using System.CommandLine;
using System.Text.Json;

namespace Exchange.Cli.Commands.Cases;

/// <summary>Releases on the command line: one by options, or several in a file.</summary>
internal sealed class Releases
{
    private readonly Option<string[]> to = Inputs.Several("--to", "The recipient: UGA, EAC/* (the States of the group) or * (every member)", "ADDRESS");
    private readonly Option<string?> level = new("--level") { Description = "The level: full, summary or hit", HelpName = "LEVEL" };
    private readonly Option<string[]> functions = Inputs.Several("--function", "Only to authorities with this function, for example customs", "FUNCTION");
    private readonly Option<string?> until = Inputs.Optional("--until", "The end of the release, for example 2027-01-31T00:00:00Z", "TIME");
    private readonly Option<string?> file = Inputs.Optional("--file", "A file with several releases as JSON: a list, or {\"releases\": [...]}", "FILE");

    public void AddTo(Command command)
    {
        command.Add(to);
        command.Add(level);
        command.Add(functions);
        command.Add(until);
        command.Add(file);
        command.Validators.Add(result =>
        {
            var byFile = result.GetValue(file) is not null;
            var byOptions = result.GetValue(to) is { Length: > 0 };
            if (byFile == byOptions)
                result.AddError("Give the releases either by --to and --level, or by --file.");
            else if (byOptions && result.GetValue(level) is null)
                result.AddError("--to needs --level: full, summary or hit.");
        });
    }

    /// <summary>The releases in the form of the API.</summary>
    public async Task<object> ReadAsync(Session session, ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(file) is not { } path)
        {
            return new[]
            {
                new { to = parsed.GetRequiredValue(to), functions = parsed.GetRequiredValue(functions), level = parsed.GetValue(level), until = parsed.GetValue(until) },
            };
        }

        try
        {
            var document = JsonElement.Parse(await session.ReadAsync(path, ct));
            return document.ValueKind is JsonValueKind.Object && document.TryGetProperty("releases", out var releases) ? releases : document;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{Output.Safe.Line(path)} is not valid JSON, at line {e.LineNumber + 1}.");
        }
    }
}
