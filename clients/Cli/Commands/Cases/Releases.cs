using System.CommandLine;
using System.Text.Json;

namespace Exchange.Cli.Commands.Cases;

/// <summary>Says releases on the command line: one by options, or several as a file.</summary>
internal sealed class Releases
{
    private readonly Option<string[]> _to = Inputs.Several("--to", "To whom: UGA, EAC/* (the group's States), or * (every member)", "ADDRESS");
    private readonly Option<string?> _level = new("--level") { Description = "How much: full, summary or hit", HelpName = "LEVEL" };
    private readonly Option<string[]> _functions = Inputs.Several("--function", "Only to authorities with this function, such as customs", "FUNCTION");
    private readonly Option<string?> _until = Inputs.Optional("--until", "Until when (RFC 3339)", "TIME");
    private readonly Option<string?> _file = Inputs.Optional("--file", "Several releases, as JSON: a list, or {\"releases\": [...]}", "FILE");

    public void AddTo(Command command)
    {
        command.Add(_to);
        command.Add(_level);
        command.Add(_functions);
        command.Add(_until);
        command.Add(_file);
        command.Validators.Add(result =>
        {
            var byFile = result.GetValue(_file) is not null;
            var byOptions = result.GetValue(_to) is { Length: > 0 };
            if (byFile == byOptions)
                result.AddError("Say the releases either by --to and --level, or by --file.");
            else if (byOptions && result.GetValue(_level) is null)
                result.AddError("--to needs --level: full, summary or hit.");
        });
    }

    /// <summary>The releases as the exchange takes them.</summary>
    public async Task<object> ReadAsync(Session session, ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(_file) is not { } file)
        {
            return new[]
            {
                new { to = parsed.GetRequiredValue(_to), functions = parsed.GetRequiredValue(_functions), level = parsed.GetValue(_level), until = parsed.GetValue(_until) },
            };
        }

        try
        {
            var document = JsonElement.Parse(await session.ReadAsync(file, ct));
            return document.ValueKind is JsonValueKind.Object && document.TryGetProperty("releases", out var releases) ? releases : document;
        }
        catch (JsonException e)
        {
            throw new UsageException($"{Output.Safe.Line(file)} is not JSON, from line {e.LineNumber + 1} on.");
        }
    }
}
