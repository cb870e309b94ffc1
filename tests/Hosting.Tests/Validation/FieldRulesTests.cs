using CsCheck;
using Exchange.Hosting.Validation;
using Microsoft.OpenApi;
using Xunit;
using Check = Exchange.Hosting.Validation.Check;

namespace Exchange.Hosting.Tests.Validation;

/// <summary>Each rule beside a field is applied to what is posted, and described in the schema.</summary>
public sealed class FieldRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 14);

    private sealed record Everything
    {
        [RequiredField] public string? Needed { get; init; } = "given";
        [Text(5)] public string? Line { get; init; }
        [Text(5, Lines = true)] public string? Lines { get; init; }
        [Code("tlp")] public string? Tlp { get; init; }
        [Code("tlp")] public IReadOnlyList<string?>? Tlps { get; init; }
        [OneOf("red", "blue")] public string? Colour { get; init; }
        [OneOf(typeof(FieldRulesTests), nameof(Sizes))] public IReadOnlyList<string?>? Sized { get; init; }
        [Form(typeof(FieldRulesTests), nameof(EvenFault), Max = 6, Pattern = "^(..)*$")] public string? Even { get; init; }
        [Between(1, 10)] public int? Count { get; init; }
        [Between(0.5, 1.5)] public decimal? Share { get; init; }
        [Country] public string? Country { get; init; }
        [Locode] public string? Place { get; init; }
        [Sha256] public string? Hash { get; init; }
        [PastDay] public DateOnly? Day { get; init; }
        [Reference] public string? Reference { get; init; }
        [Most(2)] public IReadOnlyList<Everything?>? Inner { get; init; }
        public Everything? One { get; init; }
    }

    public static readonly string[] Sizes = ["small", "large"];

    public static string? EvenFault(string text) => text.Length % 2 == 0 ? null : "has an odd number of characters";

    [Fact]
    public void A_required_field_has_to_be_given() => Assert.Equal(["needed: is required"], Faults(new() { Needed = null }));

    [Theory]
    [InlineData("abcde", null)]
    [InlineData("abcdef", "has 6 characters; at most 5")]
    [InlineData(" ", "is blank; leave it out")]
    [InlineData("", "is blank; leave it out")]
    [InlineData("a\nb", "holds a control character (U+000A)")]
    [InlineData("a\u202Eb", "holds U+202E, which hides or reorders text")]
    [InlineData("a\uFFFDb", "holds U+FFFD: a character was lost in a conversion before it was sent")]
    [InlineData("a\uFDD0b", "holds U+FDD0, which is no character")]
    public void A_text_is_plain_and_not_too_long(string text, string? fault) => One("line", fault, new() { Line = text });

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() => One("line", "holds half a surrogate pair", new() { Line = "a\uD800" });

    [Fact]
    public void Lines_and_tabs_are_taken_where_the_rule_says() => One("lines", null, new() { Lines = "a\n\tb" });

    [Theory]
    [InlineData("amber", null)]
    [InlineData("Amber", "\"Amber\" is not a ")]
    [InlineData("", "This is not a ")]
    public void A_code_is_of_its_list(string code, string? fault)
    {
        var found = Faults(new() { Tlp = code });
        if (fault is null) Assert.Empty(found);
        else Assert.StartsWith($"tlp: {fault}", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_list_each_element_has_its_own_path_and_none_is_twice()
    {
        Assert.Equal(["tlps[1]"], Faults(new() { Tlps = ["red", "pink"] }).Select(Path));
        Assert.Equal(["tlps: names a value twice"], Faults(new() { Tlps = ["red", "red"] }));
        Assert.Equal(["tlps[1]: is null"], Faults(new() { Tlps = ["red", null] }));
        Assert.Equal(["sized[2]: has to be one of: small, large"], Faults(new() { Sized = ["small", "large", "huge"] }));
    }

    [Theory]
    [InlineData("red", null)]
    [InlineData("Red", "has to be one of: red, blue")]
    public void One_of_a_few(string colour, string? fault) => One("colour", fault, new() { Colour = colour });

    [Theory]
    [InlineData("ab", null)]
    [InlineData("abc", "has an odd number of characters")]
    [InlineData("abcdefgh", "has 8 characters; at most 6")]
    public void A_form_of_its_own(string text, string? fault) => One("even", fault, new() { Even = text });

    [Theory]
    [InlineData(1, null)]
    [InlineData(10, null)]
    [InlineData(0, "has to be 1 to 10")]
    [InlineData(11, "has to be 1 to 10")]
    public void A_number_within_bounds(int count, string? fault) => One("count", fault, new() { Count = count });

    [Fact]
    public void Bounds_may_be_fractions() => One("share", "has to be 0.5 to 1.5", new() { Share = 1.6m });

    [Theory]
    [InlineData("KEN", true)]
    [InlineData("KE", false)]
    [InlineData("ken", false)]
    [InlineData("XYZ", false)]
    public void A_country(string country, bool known) => Assert.Equal(known ? [] : ["country"], Faults(new() { Country = country }).Select(Path));

    [Fact]
    public void A_place_is_judged_by_the_table_of_places() => One("place", "is not in KEN", new() { Place = "UGKLA" });

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    [InlineData("0123", false)]
    public void A_hash(string hash, bool taken) => Assert.Equal(taken ? [] : ["hash: is not a SHA-256 in lower-case hexadecimal"], Faults(new() { Hash = hash }));

    [Theory]
    [InlineData("2026-03-14", null)]
    [InlineData("2026-03-15", "is in the future")]
    [InlineData("1899-12-31", "is before 1900")]
    public void A_past_day(string day, string? fault) => One("day", fault, new() { Day = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });

    [Theory]
    [InlineData("KEN-2026-48392017", null)]
    [InlineData("KEN-2026-4839201", "is not a reference, such as KEN-2026-48392017")]
    [InlineData("KEN-2026-48392017\n", "holds a control character (U+000A)")]
    public void A_reference(string reference, string? fault) => One("reference", fault, new() { Reference = reference });

    [Fact]
    public void Fields_inside_have_their_whole_path()
    {
        Assert.Equal(
            ["inner[0].inner[1].line: is blank; leave it out", "inner[1].needed: is required", "one.one.count: has to be 1 to 10"],
            Faults(new()
            {
                Inner = [new() { Inner = [new(), new() { Line = "" }] }, new() { Needed = null }],
                One = new() { One = new() { Count = 11 } },
            }));
        Assert.Equal(["inner[1]: is null"], Faults(new() { Inner = [new(), null] }));
    }

    [Fact]
    public void A_list_that_is_too_long_is_not_looked_into() =>
        Assert.Equal(["inner: has 3 entries; at most 2"], Faults(new() { Inner = [new() { Needed = null }, new(), new()] }));

    [Fact]
    public void What_cannot_be_read_of_a_draft_is_not_required() => Assert.Empty(Faults(new() { Needed = null }, partial: true));

    [Fact]
    public void A_withheld_field_is_not_required() => Assert.Empty(Faults(new() { Needed = null }, withheld: new HashSet<string> { "needed" }));

    [Fact]
    public void A_request_that_breaks_a_rule_is_422()
    {
        var now = new DateTimeOffset(Today, default, TimeSpan.Zero);
        Assert.Null(Check.Request(new Everything(), now));
        Assert.Equal(422, Check.Request(new Everything { Needed = null }, now)!.StatusCode);
    }

    [Fact]
    public void Each_rule_is_described()
    {
        Assert.Equal((1, 5), Schema(new TextAttribute(5)) is var text ? (text.MinLength, text.MaxLength) : default);
        Assert.Equal((1, 6, "^a$"), Schema(new FormAttribute(typeof(FieldRulesTests), nameof(EvenFault)) { Max = 6, Pattern = "^a$" }) is var form ? (form.MinLength, form.MaxLength, form.Pattern) : default);
        Assert.Equal(["red", "blue"], Schema(new OneOfAttribute("red", "blue")).Enum!.Select(e => e!.GetValue<string>()));
        Assert.Equal(Sizes, Schema(new OneOfAttribute(typeof(FieldRulesTests), nameof(Sizes))).Enum!.Select(e => e!.GetValue<string>()));
        Assert.Contains("amber_strict", Schema(new CodeAttribute("tlp")).Enum!.Select(e => e!.GetValue<string>()));
        Assert.Equal(("0.5", "10"), Schema(new BetweenAttribute(0.5, 10)) is var between ? (between.Minimum, between.Maximum) : default);
        foreach (var rule in (FieldRuleAttribute[])[new CountryAttribute(), new LocodeAttribute(), new Sha256Attribute(), new ReferenceAttribute()])
            Assert.NotNull(Schema(rule).Pattern);
        Assert.NotNull(Schema(new PastDayAttribute()).Description);
    }

    [Fact]
    public void A_rule_of_a_list_that_does_not_exist_is_an_error() => Assert.Throws<InvalidOperationException>(() => new CodeAttribute("no_such_list").List);

    private static readonly Gen<string?> AnyText = Gen.OneOf(Gen.String, Gen.String[Gen.Char['\uD7F0', '\uE010'], 0, 5], Gen.Const("KEN"), Gen.Const("red")).Select(text => (string?)text);

    private static readonly Gen<Everything> Any = Gen.Select(AnyText, AnyText, AnyText, AnyText.Array[0, 4]).Select((a, b, c, list) => new Everything
    {
        Needed = a, Line = b, Lines = c, Tlp = a, Tlps = list, Colour = b, Sized = list, Even = c, Country = a, Place = b, Hash = c, Reference = a,
        Inner = [new() { Line = a, Reference = b }, null], One = new() { Hash = a, Tlps = list },
    });

    [Fact]
    public void No_text_makes_a_rule_throw() => Any.Sample(everything => { _ = Faults(everything); }, iter: 3_000);

    private static void One(string path, string? fault, Everything value) => Assert.Equal(fault is null ? [] : [$"{path}: {fault}"], Faults(value));

    private static string Path(string fault) => fault.Split(':')[0];

    private static List<string> Faults(Everything value, bool partial = false, IReadOnlySet<string>? withheld = null)
    {
        var faults = new Faults();
        new Check(faults, withheld, (locode, _) => locode.StartsWith("KE", StringComparison.Ordinal) ? null : "is not in KEN") { Today = Today, Partial = partial }.Fields(value);
        return [.. faults.ByField.SelectMany(field => field.Value.Select(fault => $"{field.Key}: {fault}"))];
    }

    private static OpenApiSchema Schema(FieldRuleAttribute rule)
    {
        var schema = new OpenApiSchema();
        rule.Describe(schema);
        return schema;
    }
}
