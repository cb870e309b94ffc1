using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Exchange.Contracts.Vocabularies;

namespace Exchange.Hosting.Http;

/// <summary>
/// Explains why a body cannot be read as a type: each faulty member by its path, with line and column, what was expected, and the nearest right name.
/// The serializer stops at the first fault and names our types; this reads the body once more, only after it was refused.
/// </summary>
internal sealed class JsonFaults
{
    private const int Most = 20;
    private const string HalfPair = "holds half a surrogate pair, such as \\ud800: no text has one";

    private readonly ReadOnlyMemory<byte> body;
    private readonly JsonSerializerOptions options;
    private readonly Dictionary<string, string[]> faults = [];

    private JsonFaults(ReadOnlyMemory<byte> body, JsonSerializerOptions options) => (this.body, this.options) = (body, options);

    /// <summary>The faults by path; <c>$</c> is the body itself. Empty if the body can be read.</summary>
    public static IReadOnlyDictionary<string, string[]> Find(ReadOnlyMemory<byte> body, Type type, JsonSerializerOptions options)
    {
        var found = new JsonFaults(body, options);
        found.Read(type);
        return found.faults;
    }

    private void Read(Type type)
    {
        var bytes = body.Span;
        if (bytes.Length == 0) Add("$", 0, "is empty: a JSON object is required");
        else if (NotUtf8(bytes) is { } at) Add("$", at, bytes.Length > 1 && bytes[..2].Contains((byte)0) || bytes[0] is 0xFE or 0xFF ? "is not UTF-8: it looks like UTF-16; save it as UTF-8" : "is not UTF-8: save it as UTF-8");
        else
        {
            var start = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
            var reader = new Utf8JsonReader(bytes[start..], new JsonReaderOptions { MaxDepth = options.MaxDepth });
            try
            {
                reader.Read();
                Value(ref reader, type, "", start);
                if (reader.Read()) Add("$", start + reader.TokenStartIndex, "is followed by something else: one JSON object is required");
            }
            catch (JsonException e)
            {
                var position = OffsetOf(bytes, e.LineNumber ?? 0, e.BytePositionInLine ?? 0, start);
                Add("$", position, NotJson(bytes, position, reader.CurrentDepth >= options.MaxDepth - 1));
            }
        }
    }

    private void Value(ref Utf8JsonReader reader, Type type, string path, int start)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (reader.TokenType == JsonTokenType.Null)
        {
            if (plain == type && type.IsValueType) Add(path, start + reader.TokenStartIndex, $"{Expected(plain)}, not null");
            return;
        }
        if (reader.TokenType == JsonTokenType.String && !IsRaw(plain) && !TryText(ref reader, out _))
        {
            Add(path.Length == 0 ? "$" : path, start + reader.TokenStartIndex, HalfPair);
            return;
        }
        var info = options.GetTypeInfo(plain);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when reader.TokenType == JsonTokenType.StartObject: Object(ref reader, info, path, start); break;
            case JsonTypeInfoKind.Enumerable when reader.TokenType == JsonTokenType.StartArray: Array(ref reader, info, path, start); break;
            case JsonTypeInfoKind.Dictionary when reader.TokenType == JsonTokenType.StartObject: Entries(ref reader, info.ElementType!, path, start); break;
            case JsonTypeInfoKind.None when IsRaw(plain): Raw(ref reader, path, start); break;
            case JsonTypeInfoKind.None when IsRight(ref reader, plain):
                break;
            default:
                Add(path.Length == 0 ? "$" : path, start + reader.TokenStartIndex, $"{Expected(info, plain)}, not {Given(ref reader)}");
                reader.Skip();
                break;
        }
    }

    private void Object(ref Utf8JsonReader reader, JsonTypeInfo info, string path, int start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = start + reader.TokenStartIndex;
            var name = Text(ref reader);
            var member = path.Length == 0 ? Short(name) : $"{path}.{Short(name)}";
            if (!seen.Add(name)) Add(member, at, "is given twice");
            reader.Read();
            if (info.Properties.FirstOrDefault(p => p.Name == name) is { } property)
            {
                Value(ref reader, property.PropertyType, member, start);
                continue;
            }
            Add(member, at, Unknown(name, info, path));
            reader.Skip();
        }
    }

    private void Array(ref Utf8JsonReader reader, JsonTypeInfo info, string path, int start)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            Value(ref reader, info.ElementType!, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), start);
    }

    private void Entries(ref Utf8JsonReader reader, Type type, string path, int start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = Key(ref reader, seen, path, start);
            reader.Read();
            Value(ref reader, type, member, start);
        }
    }

    // Raw JSON is read as it is, but no member of it may be given twice either.
    private void Raw(ref Utf8JsonReader reader, string path, int start)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                Raw(ref reader, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), start);
        }
        if (reader.TokenType != JsonTokenType.StartObject) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = Key(ref reader, seen, path, start);
            reader.Read();
            Raw(ref reader, member, start);
        }
    }

    private string Key(ref Utf8JsonReader reader, HashSet<string> seen, string path, int start)
    {
        var isText = TryText(ref reader, out var name);
        var member = $"{path}.{Short(name)}";
        if (!isText) Add(member, start + reader.TokenStartIndex, HalfPair);
        else if (!seen.Add(name)) Add(member, start + reader.TokenStartIndex, "is given twice");
        return member;
    }

    private static bool IsRaw(Type type) => type.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true || type == typeof(object);

    private static bool IsRight(ref Utf8JsonReader reader, Type type) => reader.TokenType switch
    {
        JsonTokenType.String when type == typeof(string) || type == typeof(Uri) => true,
        JsonTokenType.String when type == typeof(Guid) => reader.TryGetGuid(out _),
        JsonTokenType.String when type == typeof(DateTimeOffset) => reader.TryGetDateTimeOffset(out _),
        JsonTokenType.String when type == typeof(DateOnly) => DateOnly.TryParseExact(Text(ref reader), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        JsonTokenType.String when type.IsEnum => Names(type).Contains(Text(ref reader)),
        JsonTokenType.Number when type == typeof(int) => reader.TryGetInt32(out _),
        JsonTokenType.Number when type == typeof(long) => reader.TryGetInt64(out _),
        JsonTokenType.Number when type == typeof(decimal) => reader.TryGetDecimal(out _),
        JsonTokenType.Number when type == typeof(double) => true,
        JsonTokenType.True or JsonTokenType.False when type == typeof(bool) => true,
        _ => false,
    };

    private static string Expected(JsonTypeInfo info, Type type) => info.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "has to be an object {…}",
        JsonTypeInfoKind.Enumerable => "has to be a list […]",
        _ => Expected(type),
    };

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(Guid) => "has to be an id (UUID)",
        _ when type == typeof(DateOnly) => "has to be a date, such as \"2026-03-14\"",
        _ when type == typeof(DateTimeOffset) => "has to be a time, such as \"2026-03-14T10:00:00Z\"",
        _ when type.IsEnum => $"has to be one of {string.Join(", ", Names(type))}",
        _ when type == typeof(int) || type == typeof(long) => "has to be a whole number, without quotes or separators",
        _ when type == typeof(decimal) || type == typeof(double) => "has to be a number, without quotes or separators",
        _ when type == typeof(bool) => "has to be true or false",
        _ => "has to be a text in quotes",
    };

    private static string Given(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => Text(ref reader) is { Length: <= 40 } text ? $"the text \"{text}\"" : "a text",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan) is { Length: <= 40 } number ? $"the number {number}" : "a number",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static string Unknown(string name, JsonTypeInfo info, string path)
    {
        var names = info.Properties.Select(p => p.Name).ToList();
        if (NearestName.Of(name, names) is { } nearest) return $"is not known; did you mean \"{nearest}\"?";
        var of = path.Length == 0 ? "The body" : $"\"{path}\"";
        return names.Count is > 0 and <= 12 ? $"is not known. {of} has: {string.Join(", ", names)}." : "is not known. See /docs for the members.";
    }

    private static IEnumerable<string> Names(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static string Text(ref Utf8JsonReader reader)
    {
        TryText(ref reader, out var text);
        return text;
    }

    private static bool TryText(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString() ?? "";
            return true;
        }
        catch (InvalidOperationException)
        {
            text = Encoding.UTF8.GetString(reader.ValueSpan);
            return false;
        }
    }

    private static string NotJson(ReadOnlySpan<byte> bytes, long at, bool tooDeep)
    {
        if (tooDeep) return "nests too deep";
        if (at >= bytes.Length) return "ends too early: a bracket, brace or quote is not closed";
        var text = Encoding.UTF8.GetString(bytes[(int)at..Math.Min(bytes.Length, (int)at + 4)]);
        return $"is not JSON: {(char.IsControl(text[0]) ? "a control character" : $"\"{text.EnumerateRunes().First()}\"")} is not expected here";
    }

    private static int? NotUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = System.Text.Unicode.Utf8.IsValid(bytes) ? -1 : 0;
        if (at < 0) return null;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    private static long OffsetOf(ReadOnlySpan<byte> bytes, long line, long column, int start)
    {
        var at = start;
        for (; line > 0 && at < bytes.Length; at++)
        {
            if (bytes[at] == '\n') line--;
        }
        return at + column;
    }

    private void Add(string path, long at, string message)
    {
        if (faults.Count == Most || faults.ContainsKey(path)) return;
        var before = body.Span[..(int)Math.Min(at, body.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        faults[path] = [string.Create(CultureInfo.InvariantCulture, $"{message} (line {line}, column {column})")];
    }

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];
}
