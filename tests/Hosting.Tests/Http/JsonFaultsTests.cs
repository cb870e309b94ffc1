using System.Text;
using System.Text.Json;
using CsCheck;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Xunit;

namespace Exchange.Hosting.Tests.Http;

public sealed class JsonFaultsTests
{
    private static readonly JsonSerializerOptions Options = Configured();

    private sealed record Body
    {
        public string? Title { get; init; }
        public int Count { get; init; }
        public int? Share { get; init; }
        public decimal? Weight { get; init; }
        public bool? IsOpen { get; init; }
        public Guid? Id { get; init; }
        public DateOnly? Day { get; init; }
        public DateTimeOffset? At { get; init; }
        public ReleaseLevel? Level { get; init; }
        public IReadOnlyList<Part?>? Parts { get; init; }
        public IReadOnlyDictionary<string, string>? Notes { get; init; }
        public JsonElement? Raw { get; init; }
        public Body? Inner { get; init; }
    }

    private sealed record Part(string? Name, IReadOnlyList<int>? Sizes);

    [Theory]
    // Not JSON.
    [InlineData("", "$", "is empty: a JSON object is required", 1, 1)]
    [InlineData("hello", "$", "is not JSON: \"h\" is not expected here", 1, 1)]
    [InlineData("{'title':1}", "$", "is not JSON: \"'\" is not expected here", 1, 2)]
    [InlineData("{\"title\":\"a\nb\"}", "$", "is not JSON: a control character is not expected here", 1, 12)]
    [InlineData("{\"count\":1,}", "$", "is not JSON: \"}\" is not expected here", 1, 12)]
    [InlineData("{\"count\":", "$", "ends too early: a bracket, brace or quote is not closed", 1, 10)]
    [InlineData("{\"parts\":[{}", "$", "ends too early: a bracket, brace or quote is not closed", 1, 13)]
    [InlineData("{\n  \"title\": \"a", "$", "ends too early: a bracket, brace or quote is not closed", 2, 14)]
    [InlineData("{\"count\":1} x", "$", "is not JSON: \"x\" is not expected here", 1, 13)]
    [InlineData("{\"count\":1}{}", "$", "is not JSON: \"{\" is not expected here", 1, 12)]
    // Members.
    [InlineData("{\"titel\":\"a\"}", "titel", "is not known; did you mean \"title\"?", 1, 2)]
    [InlineData("{\n\n \"colour\":1}", "colour", "is not known. See /docs for the members.", 3, 2)]
    [InlineData("{\"parts\":[{\"nam\":\"a\"}]}", "parts[0].nam", "is not known; did you mean \"name\"?", 1, 12)]
    [InlineData("{\"parts\":[{\"quantity\":1}]}", "parts[0].quantity", "is not known. \"parts[0]\" has: name, sizes.", 1, 12)]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", "title", "is given twice", 1, 14)]
    [InlineData("{\"inner\":{\"count\":1,\"count\":1}}", "inner.count", "is given twice", 1, 21)]
    // Types.
    [InlineData("[]", "$", "has to be an object {…}, not a list", 1, 1)]
    [InlineData("\"a\"", "$", "has to be an object {…}, not the text \"a\"", 1, 1)]
    [InlineData("{\"title\":5}", "title", "has to be a text in quotes, not the number 5", 1, 10)]
    [InlineData("{\"title\":{}}", "title", "has to be a text in quotes, not an object", 1, 10)]
    [InlineData("{\"count\":\"5\"}", "count", "has to be a whole number, without quotes or separators, not the text \"5\"", 1, 10)]
    [InlineData("{\"count\":5.5}", "count", "has to be a whole number, without quotes or separators, not the number 5.5", 1, 10)]
    [InlineData("{\"count\":99999999999}", "count", "has to be a whole number, without quotes or separators, not the number 99999999999", 1, 10)]
    [InlineData("{\"count\":null}", "count", "has to be a whole number, without quotes or separators, not null", 1, 10)]
    [InlineData("{\"weight\":true}", "weight", "has to be a number, without quotes or separators, not true", 1, 11)]
    [InlineData("{\"isOpen\":\"yes\"}", "isOpen", "has to be true or false, not the text \"yes\"", 1, 11)]
    [InlineData("{\"id\":\"7\"}", "id", "has to be an id (UUID), not the text \"7\"", 1, 7)]
    [InlineData("{\"day\":\"14.3.2026\"}", "day", "has to be a date, such as \"2026-03-14\", not the text \"14.3.2026\"", 1, 8)]
    [InlineData("{\"at\":\"yesterday\"}", "at", "has to be a time, such as \"2026-03-14T10:00:00Z\", not the text \"yesterday\"", 1, 7)]
    [InlineData("{\"level\":\"everything\"}", "level", "has to be one of hit, summary, full, not the text \"everything\"", 1, 10)]
    [InlineData("{\"level\":1}", "level", "has to be one of hit, summary, full, not the number 1", 1, 10)]
    [InlineData("{\"parts\":{}}", "parts", "has to be a list […], not an object", 1, 10)]
    [InlineData("{\"parts\":[null,5]}", "parts[1]", "has to be an object {…}, not the number 5", 1, 16)]
    [InlineData("{\"parts\":[{\"sizes\":[1,\n\"2\"]}]}", "parts[0].sizes[1]", "has to be a whole number, without quotes or separators, not the text \"2\"", 2, 1)]
    [InlineData("{\"notes\":[]}", "notes", "has to be an object {…}, not a list", 1, 10)]
    [InlineData("{\"title\":\"ü\",\"count\":\"x\"}", "count", "has to be a whole number, without quotes or separators, not the text \"x\"", 1, 22)]
    [InlineData("{\"title\":\"a\\ud800\"}", "title", "holds half a surrogate pair, such as \\ud800: no text has one", 1, 10)]
    [InlineData("{\"notes\":{\"a\":\"b\",\"a\":\"b\"}}", "notes.a", "is given twice", 1, 19)]
    [InlineData("{\"notes\":{\"a\":5}}", "notes.a", "has to be a text in quotes, not the number 5", 1, 15)]
    [InlineData("{\"raw\":[{\"a\":{\"b\":1,\"b\":2}}]}", "raw[0].a.b", "is given twice", 1, 21)]
    public void Names_the_member_what_was_expected_and_where(string body, string path, string message, int line, int column)
    {
        var (at, faults) = Assert.Single(Find(Encoding.UTF8.GetBytes(body)));
        Assert.Equal($"{path}: {message} (line {line}, column {column})", $"{at}: {Assert.Single(faults)}");
        Assert.False(CanBeRead(Encoding.UTF8.GetBytes(body)));
    }

    public static TheoryData<string, byte[], string> Encodings => new()
    {
        { "UTF-16, little-endian", Encoding.Unicode.GetBytes("{\"title\":\"ü\"}"), "is not UTF-8: it looks like UTF-16; save it as UTF-8 (line 1, column " },
        { "UTF-16 with its mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"title\":\"a\"}")], "is not UTF-8: it looks like UTF-16; save it as UTF-8 (line 1, column 1)" },
        { "UTF-16, big-endian, with its mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{\"title\":\"a\"}")], "is not UTF-8: it looks like UTF-16; save it as UTF-8 (line 1, column 1)" },
        { "Latin-1", Encoding.Latin1.GetBytes("{\n\"title\":\"Küste\"}"), "is not UTF-8: save it as UTF-8 (line 2, column 11)" },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void Names_another_encoding(string encoding, byte[] body, string message)
    {
        var (at, faults) = Assert.Single(Find(body));
        Assert.Equal("$", at);
        Assert.True(faults[0].StartsWith(message, StringComparison.Ordinal), $"{encoding}: {faults[0]}");
    }

    [Fact]
    public void Names_what_nests_too_deep()
    {
        var body = string.Concat(Enumerable.Repeat("{\"inner\":", 40)) + "null" + new string('}', 40);
        Assert.StartsWith("nests too deep", Assert.Single(Assert.Single(Find(Encoding.UTF8.GetBytes(body))).Value), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_every_fault_of_a_body_and_twenty_at_most()
    {
        Assert.Equal(["count", "id", "titel"], Find("""{"titel":"a","count":"1","id":5,"isOpen":true}"""u8.ToArray()).Keys.Order());
        var many = $"{{{string.Join(',', Enumerable.Range(0, 50).Select(n => $"\"unknown{n}\":1"))}}}";
        Assert.Equal(20, Find(Encoding.UTF8.GetBytes(many)).Count);
    }

    [Fact]
    public void Repeats_no_long_value_or_name()
    {
        var faults = Find(Encoding.UTF8.GetBytes($$"""{"count":"{{new string('x', 1000)}}","{{new string('y', 1000)}}":1}"""));
        Assert.All(faults, fault => Assert.InRange(fault.Key.Length + fault.Value[0].Length, 1, 300));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":null,"share":null,"parts":[null,{"name":null,"sizes":[]}],"raw":[1,{"a":"b"}],"notes":{"a":"b"},"inner":{"count":2}}""")]
    [InlineData("""{"id":"01997a70-51b5-7b1c-8a3b-000000000001","day":"2026-03-14","at":"2026-03-14T10:00:00Z","level":"full","weight":1.5,"isOpen":false}""")]
    public void Finds_nothing_in_what_can_be_read(string body)
    {
        Assert.Empty(Find(Encoding.UTF8.GetBytes(body)));
        Assert.Empty(Find([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)]));
        Assert.NotNull(JsonSerializer.Deserialize<Body>(body, Options));
    }

    private const string Valid = """
        {
          "title": "Übersicht 🙂", "count": 3, "share": 4, "weight": 12.5, "isOpen": true, "id": "01997a70-51b5-7b1c-8a3b-000000000001",
          "day": "2026-03-14", "at": "2026-03-14T10:00:00Z", "level": "summary", "notes": { "a": "b" },
          "parts": [ { "name": "a", "sizes": [1, 2] }, null ], "raw": { "x": [1] }, "inner": { "count": 1 }
        }
        """;

    private static readonly Gen<byte[]> Mutated =
        from edits in Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], Gen.Byte, Gen.OneOf<string>("{", "}", "[", "]", "\"", ",", ":", "null", "true", "1", "\\ud800", "\"count\":1,", "\0")).Array[1, 4]
        select edits.Aggregate(Encoding.UTF8.GetBytes(Valid), (body, edit) => Edit(body, (int)(edit.Item1 * (body.Length - 1)), edit.Item2, edit.Item3, edit.Item4));

    [Fact]
    public void Never_throws_and_finds_nothing_only_in_what_can_be_read() => Mutated.Sample(body =>
    {
        var faults = Find(body);
        if (faults.Count == 0) Assert.True(CanBeRead(body), Encoding.UTF8.GetString(body));
    }, iter: 5_000);

    [Fact]
    public void Never_throws_on_any_bytes() => Gen.Byte.Array[0, 60].Sample(body => { _ = Find(body); }, iter: 5_000);

    private static byte[] Edit(byte[] body, int at, int kind, byte with, string text) => body.Length == 0 ? [with] : kind switch
    {
        0 => [.. body[..at], .. body[(at + 1)..]],
        1 => [.. body[..at], with, .. body[(at + 1)..]],
        2 => [.. body[..at], .. Encoding.UTF8.GetBytes(text), .. body[at..]],
        _ => body[..at],
    };

    private static bool CanBeRead(byte[] body)
    {
        try
        {
            JsonSerializer.Deserialize<Body>(body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body, Options);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IReadOnlyDictionary<string, string[]> Find(byte[] body) => JsonFaults.Find(body, typeof(Body), Options);

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ExchangeDefaults.ConfigureJson(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
