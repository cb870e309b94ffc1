using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.DiversionCases.Cases;
using Exchange.DiversionCases.Cases.Content;
using Exchange.DiversionCases.Places;
using Exchange.Hosting.Validation;
using Xunit;

namespace Exchange.DiversionCases.Tests.Cases;

public sealed class CaseRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly PlaceLookup Places = new();

    [Fact]
    public void Takes_a_case_with_every_field()
    {
        Assert.Empty(FaultsOf(CompleteCase.Json()));
        var given = new HashSet<PropertyInfo>();
        Collect(CompleteCase.Read(CompleteCase.Json()), given);
        Assert.Empty(LeveledTypes().SelectMany(t => t.GetProperties()).Where(p => p.DeclaringType!.Name is not (nameof(CaseView) or nameof(ReleasedFor)) && !given.Contains(p)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    [Fact]
    public void Says_of_every_field_from_which_level_it_is_shown()
    {
        foreach (var property in LeveledTypes().Concat([typeof(CaseView), typeof(ListCases.Line), typeof(GetHistory.Entry)]).SelectMany(t => t.GetProperties()))
            Assert.True(property.IsDefined(typeof(VisibleFromAttribute)), $"{property.DeclaringType!.Name}.{property.Name}");
    }

    [Fact]
    public void Names_every_text_that_reorders_itself()
    {
        foreach (var path in CompleteCase.Leaves(CompleteCase.Json()).Where(l => l.Value.GetValueKind() == JsonValueKind.String).Select(l => l.Path).ToList())
            AssertRefused(path, "x\u202Ey");
    }

    [Fact]
    public void Names_every_number_out_of_bounds()
    {
        foreach (var path in CompleteCase.Leaves(CompleteCase.Json()).Where(l => l.Value.GetValueKind() == JsonValueKind.Number).Select(l => l.Path).ToList())
            AssertRefused(path, 2_000_000_001);
    }

    [Fact]
    public void Names_every_text_without_end()
    {
        foreach (var path in CompleteCase.Leaves(CompleteCase.Json()).Where(l => l.Value.GetValueKind() == JsonValueKind.String).Select(l => l.Path).ToList())
            AssertRefused(path, new string('x', 30_000));
    }

    [Fact]
    public void Names_all_faulty_fields_at_once()
    {
        var faults = FaultsOf(Http.Case(("status", "sold"), ("eventDate", null), ("lifecycleStage", "x"), ("location", new JsonObject { ["country"] = "KE" })));
        Assert.Equal(["eventDate", "lifecycleStage", "location.country", "status"], faults.Keys.Order());
    }

    [Theory]
    [InlineData("""{ "status": null }""", "status")]
    [InlineData("""{ "status": "withdrawn" }""", "status")]
    [InlineData("""{ "eventDate": { "value": "2026-11-24", "precision": "day" } }""", "eventDate.value")]
    [InlineData("""{ "eventDate": { "value": "2027", "precision": "year" } }""", "eventDate.value")]
    [InlineData("""{ "eventDate": { "value": "2026-13", "precision": "month" } }""", "eventDate.value")]
    [InlineData("""{ "eventDate": { "value": "2026-03", "precision": "day" } }""", "eventDate.value")]
    [InlineData("""{ "eventDate": { "value": "2026-03" } }""", "eventDate.precision")]
    [InlineData("""{ "location": { "country": "UGA", "unlocode": "KEMBA" } }""", "location.unlocode")]
    [InlineData("""{ "location": { "unlocode": "KEM" } }""", "location.unlocode")]
    [InlineData("""{ "location": { "unlocode": "QQMBA" } }""", "location.unlocode")]
    [InlineData("""{ "location": { "country": "XXX" } }""", "location.country")]
    [InlineData("""{ "location": { "point": [39.66] } }""", "location.point")]
    [InlineData("""{ "location": { "point": [-4, 139] } }""", "location.point")]
    [InlineData("""{ "items": [ { "quantity": 1 } ] }""", "items[0].category")]
    [InlineData("""{ "items": [ { "category": "rifle", "quantity": 1 } ] }""", "items[0].category")]
    [InlineData("""{ "items": [ { "category": "parts" } ] }""", "items[0].quantity")]
    [InlineData("""{ "items": [ { "category": "parts", "quantity": 1.5 } ] }""", "items[0].quantity")]
    [InlineData("""{ "items": [ null ] }""", "items[0]")]
    [InlineData("""{ "items": [ { "category": "parts", "quantity": 1, "hsCode": "9307" } ] }""", "items[0].hsCode")]
    [InlineData("""{ "items": [ { "category": "parts", "quantity": 1, "marks": [ { "kind": "manufacture" } ] } ] }""", "items[0].marks[0].serial")]
    [InlineData("""{ "items": [ { "category": "parts", "quantity": 1, "marks": [ { "kind": "import", "serial": "--" } ] } ] }""", "items[0].marks[0].serial")]
    [InlineData("""{ "route": [] }""", "route")]
    [InlineData("""{ "route": [ { "sequence": 1, "from": "KEMBA", "mode": "road" } ] }""", "route[0].to")]
    [InlineData("""{ "route": [ { "sequence": 1, "from": "KEMBA", "to": "KEMBA", "mode": "road" } ] }""", "route[0].to")]
    [InlineData("""{ "route": [ { "sequence": 2, "from": "KEMBA", "to": "UGKLA", "mode": "road" } ] }""", "route[0].sequence")]
    [InlineData("""{ "route": [ { "sequence": 1, "from": "AEJEA", "to": "KEMBA", "mode": "maritime" }, { "sequence": 2, "from": "KENBO", "to": "UGKLA", "mode": "road" } ] }""", "route[1].from")]
    [InlineData("""{ "route": [ { "sequence": 1, "from": "AEJEA", "to": "KEMB1", "mode": "maritime" } ] }""", "route[0].to")]
    [InlineData("""{ "postal": { "barcode": "RR473124820GB" } }""", "postal.barcode")]
    [InlineData("""{ "actors": [ { "role": "carrier", "kind": "company", "identifiers": [ { "scheme": "imo", "value": "9074728" } ] } ] }""", "actors[0].identifiers[0].value")]
    [InlineData("""{ "actors": [ { "role": "carrier", "kind": "company", "identifiers": [ { "scheme": "lei", "value": "5493001KJTIIGC8Y1R13" } ] } ] }""", "actors[0].identifiers[0].value")]
    [InlineData("""{ "handling": { "paragraphs": [ 900 ] } }""", "handling.paragraphs[0]")]
    [InlineData("""{ "illicitGrounds": [ "not_marked", "not_marked" ] }""", "illicitGrounds")]
    [InlineData("""{ "disaggregation": { "sex": [ { "code": "male", "count": 0 } ] } }""", "disaggregation.sex[0].count")]
    [InlineData("""{ "withheld": [ { "field": "narrative", "reason": "investigation" } ] }""", "withheld[0].field")]
    [InlineData("""{ "withheld": [ { "field": "nothing", "reason": "investigation" } ] }""", "withheld[0].field")]
    [InlineData("""{ "withheld": [ { "field": "items[7].make", "reason": "investigation" } ] }""", "withheld[0].field")]
    [InlineData("""{ "withheld": [ { "field": "supersedes", "reason": "because" } ] }""", "withheld[0].reason")]
    [InlineData("""{ "summary": "a\u0000b" }""", "summary")]
    [InlineData("""{ "summary": "a\u200bb" }""", "summary")]
    [InlineData("""{ "summary": "a\ufffdb" }""", "summary")]
    [InlineData("""{ "summary": "   " }""", "summary")]
    public void Names_a_fault(string change, string path)
    {
        var body = Http.Case();
        foreach (var (field, value) in JsonNode.Parse(change)!.AsObject()) body[field] = value?.DeepClone();
        Assert.Equal([path], FaultsOf(body).Keys);
    }

    [Fact]
    public void Names_half_a_surrogate_pair() =>
        Assert.Equal(["summary"], FaultsOf(new CaseContent { Summary = "a\ud800b", Withheld = Mandatory() }).Keys);

    [Fact]
    public void Takes_a_case_that_withholds_all_that_is_mandatory() => Assert.Empty(FaultsOf(new CaseContent { Withheld = Mandatory() }));

    [Fact]
    public void Takes_codes_of_places_that_it_does_not_know() => Assert.Empty(FaultsOf(Http.Case(("location", new JsonObject { ["unlocode"] = "KEZ9Z" }))));

    [Theory]
    [InlineData("narrative", ReleaseLevel.Full)]
    [InlineData("summary", ReleaseLevel.Summary)]
    [InlineData("items[0].make", ReleaseLevel.Summary)]
    [InlineData("items[0].marks[3].imageHash", ReleaseLevel.Full)]
    [InlineData("actors[0].role", ReleaseLevel.Full)]
    [InlineData("grading.source", ReleaseLevel.Full)]
    [InlineData("detectionMethod", ReleaseLevel.Full)]
    [InlineData("no.such.field", ReleaseLevel.Full)]
    public void Tells_of_withholding_no_earlier_than_of_the_field(string field, ReleaseLevel level) => Assert.Equal(level, FieldPath.LevelOf(field));

    private static Withheld[] Mandatory() =>
        [.. new[] { "status", "eventDate", "lifecycleStage" }.Select(field => new Withheld { Field = field, Reason = "investigation" })];

    private static void AssertRefused(string path, JsonNode value)
    {
        var body = CompleteCase.Json();
        Replace(body, path, value);
        CaseContent content;
        try
        {
            content = CompleteCase.Read(body);
        }
        catch (JsonException)
        {
            return; // 400 before any rule: the type is another.
        }
        var faults = FaultsOf(content);
        Assert.True(faults.Keys.Any(fault => path == fault || path.StartsWith(fault + "[", StringComparison.Ordinal)), $"{path}: {string.Join(", ", faults.Keys)}");
    }

    private static void Replace(JsonNode root, string path, JsonNode value)
    {
        var leaf = CompleteCase.Leaves(root).Single(l => l.Path == path).Value;
        leaf.ReplaceWith(value);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> FaultsOf(JsonNode body) => FaultsOf(CompleteCase.Read(body));

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> FaultsOf(CaseContent content)
    {
        var faults = new Faults();
        CaseRules.CheckCase(content, Places, Today, faults);
        return faults.ByField;
    }

    private static IEnumerable<Type> LeveledTypes() => typeof(CaseContent).Assembly.GetTypes()
        .Where(t => t.IsDefined(typeof(LeveledAttribute), inherit: false) && t.Namespace == typeof(CaseContent).Namespace && t is { IsNested: false });

    private static void Collect(object record, HashSet<PropertyInfo> given)
    {
        foreach (var property in record.GetType().GetProperties())
        {
            if (property.GetValue(record) is not { } value) continue;
            given.Add(property);
            foreach (var part in value is IEnumerable parts and not string ? parts : new[] { value })
            {
                if (part.GetType().IsDefined(typeof(LeveledAttribute))) Collect(part, given);
            }
        }
    }
}
