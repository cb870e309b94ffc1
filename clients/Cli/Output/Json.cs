using System.Globalization;
using System.Text.Json;

namespace Exchange.Cli.Output;

/// <summary>Reads answers by path; a part that is missing or withheld is an empty text.</summary>
internal static class Json
{
    /// <summary>The value at a path such as <c>eventDate.value</c>, or null.</summary>
    public static JsonElement? At(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind is JsonValueKind.Null ? null : element;
    }

    /// <summary>The value at a path as text for a person.</summary>
    public static string TextAt(this JsonElement element, string path) => element.At(path) is { } value ? Text(value) : "";

    /// <summary>The elements of the list at a path.</summary>
    public static IEnumerable<JsonElement> ListAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A value as text for a person: times to the second, lists separated by commas.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Instant(value.GetString()!),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name} {Text(p.Value)}")),
        _ => value.GetRawText(),
    };

    private static string Instant(string text) =>
        text.Length >= 20 && text[^1] is 'Z' or 'z' or '0' && text.Length > 18 && text[10] is 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : text;
}
