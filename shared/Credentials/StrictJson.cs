using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Exchange.Credentials;

/// <summary>JSON that has one meaning: an object in valid UTF-8, no member named twice, every string readable.</summary>
internal static class StrictJson
{
    /// <summary>Deeper than any credential nests.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private const long LastSecond = 253402300799; // 9999-12-31T23:59:59Z, the last that DateTimeOffset can hold

    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonElement json)
    {
        json = default;
        if (!Utf8.IsValid(utf8) || !EscapesAreText(utf8)) return false;
        try
        {
            json = JsonElement.Parse(utf8, Options);
        }
        catch (JsonException)
        {
            return false;
        }
        return json.ValueKind == JsonValueKind.Object;
    }

    public static bool TryGetText(this JsonElement element, string name, [NotNullWhen(true)] out string? text)
    {
        text = element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return text is not null;
    }

    /// <summary>A NumericDate (RFC 7519) in whole seconds.</summary>
    public static bool TryGetInstant(this JsonElement element, string name, out DateTimeOffset instant)
    {
        instant = default;
        if (!element.TryGetWhole(name, 0, LastSecond, out var seconds)) return false;
        instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    public static bool TryGetWhole(this JsonElement element, string name, long least, long most, out long number)
    {
        number = 0;
        return element.TryGetProperty(name, out var member) && member.TryGetWhole(least, most, out number);
    }

    public static bool TryGetWhole(this JsonElement element, long least, long most, out long number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number) && number >= least && number <= most;
    }

    /// <summary>Half a surrogate pair, escaped, is valid JSON, but no text: whoever reads that string later would stumble over it.</summary>
    private static bool EscapesAreText(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOf((byte)'\\'); at >= 0;)
        {
            var rest = utf8[at..];
            var taken = 2; // the backslash and what it escapes
            if (TryGetUnit(rest, out var unit))
            {
                taken = 6;
                if (char.IsLowSurrogate(unit)) return false;
                if (char.IsHighSurrogate(unit))
                {
                    if (!TryGetUnit(rest[6..], out var low) || !char.IsLowSurrogate(low)) return false;
                    taken = 12;
                }
            }
            if (rest.Length < taken) return false;
            var next = rest[taken..].IndexOf((byte)'\\');
            if (next < 0) return true;
            at += taken + next;
        }
        return true;
    }

    /// <summary>The UTF-16 unit that <c>\uXXXX</c> at the start stands for.</summary>
    private static bool TryGetUnit(ReadOnlySpan<byte> utf8, out char unit)
    {
        unit = default;
        if (utf8.Length < 6 || utf8[0] != '\\' || utf8[1] != 'u') return false;
        if (!ushort.TryParse(utf8[2..6], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)) return false;
        unit = (char)value;
        return true;
    }
}
