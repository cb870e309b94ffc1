using System.Text;
using System.Text.Json;

namespace Exchange.Cli.Commands.Marks;

/// <summary>Reads the marks to search: JSON, CSV with a header, or one serial number per line.</summary>
internal static class MarkList
{
    private static readonly string[] Fields = ["serial", "manufacturer", "country"];

    /// <exception cref="UsageException">The file has no marks, or its JSON is not valid.</exception>
    public static IReadOnlyList<JsonElement> Read(byte[] document, string name)
    {
        var text = Encoding.UTF8.GetString(document).TrimStart('\uFEFF');
        var marks = text.AsSpan().TrimStart() is ['{' or '[', ..] ? FromJson(text, name) : [.. FromLines(text).Select(ToElement)];
        return marks.Count > 0 ? marks : throw new UsageException($"{Output.Safe.Line(name)} has no marks.");
    }

    /// <summary>A mark with a serial number only.</summary>
    public static JsonElement OfSerial(string serial) => ToElement(new() { ["serial"] = serial });

    private static List<JsonElement> FromJson(string text, string name)
    {
        try
        {
            var document = JsonElement.Parse(text);
            var list = document.ValueKind is JsonValueKind.Object && document.TryGetProperty("marks", out var marks) ? marks : document;
            return list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        }
        catch (JsonException e)
        {
            throw new UsageException($"{Output.Safe.Line(name)} is not valid JSON, at line {e.LineNumber + 1}.");
        }
    }

    private static IEnumerable<Dictionary<string, string>> FromLines(string text)
    {
        string[] header = ["serial"];
        var first = true;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var values = line.Split(',', StringSplitOptions.TrimEntries).Select(v => v.Trim('"')).ToArray();
            if (first && values.Any(v => Fields.Contains(v, StringComparer.OrdinalIgnoreCase)))
                header = [.. values.Select(v => v.ToLowerInvariant())];
            else
                yield return header.Zip(values).Where(p => p.Second.Length > 0 && Fields.Contains(p.First)).ToDictionary();
            first = false;
        }
    }

    private static JsonElement ToElement(Dictionary<string, string> mark) => JsonSerializer.SerializeToElement(mark);
}
