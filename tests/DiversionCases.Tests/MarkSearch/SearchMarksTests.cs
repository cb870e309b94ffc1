using System.Net;
using System.Text.Json.Nodes;
using Exchange.DiversionCases.MarkSearch;
using Xunit;

namespace Exchange.DiversionCases.Tests.MarkSearch;

[Collection(OnSqlite.Name)]
public sealed class SearchMarksOnSqliteTests(SqliteHost host) : SearchMarksTests(host);

[Collection(OnPostgres.Name)]
public sealed class SearchMarksOnPostgresTests(PostgresHost host) : SearchMarksTests(host);

public abstract class SearchMarksTests(CaseHost host)
{
    private static long last = Random.Shared.Next(1_000_000) * 1_000L;

    /// <summary>A serial that no other test has: letters, a separator, digits.</summary>
    // The number stands twice: a pattern with illegible characters in one half still finds no other test's mark.
    private static string NewSerial()
    {
        var number = Interlocked.Increment(ref last);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"KX-{number:D5}{number:D5}");
    }

    private async Task<string> ReportAsync(string serial, JsonArray? releases, string by = "KEN/customs", string manufacturer = "Cugir", string country = "ROU", string status = "detected")
    {
        var mark = new JsonObject { ["kind"] = "manufacture", ["manufacturer"] = manufacturer, ["country"] = country, ["serial"] = serial };
        var item = new JsonObject { ["category"] = "assault_rifle", ["quantity"] = 1, ["marks"] = new JsonArray(mark) };
        return await host.As(by).ReportAsync(Http.Case(("items", new JsonArray(item)), ("status", status), ("releases", releases)));
    }

    private async Task<JsonArray> SearchAsync(string identity, params JsonNode[] marks)
    {
        using var response = await host.As(identity).PostAsync("/v1/marks/search", new JsonObject { ["marks"] = new JsonArray(marks), ["purpose"] = "border_interdiction" });
        return (await response.ReadAsync(HttpStatusCode.OK))["results"]!.AsArray();
    }

    private async Task<JsonNode> FindAsync(string identity, string serial, string? manufacturer = null, string? country = null)
    {
        var mark = new JsonObject { ["serial"] = serial };
        if (manufacturer is not null) mark["manufacturer"] = manufacturer;
        if (country is not null) mark["country"] = country;
        return Assert.Single(await SearchAsync(identity, mark))!;
    }

    [Fact]
    public async Task Each_reader_is_told_what_its_release_shows()
    {
        var serial = NewSerial();
        JsonArray[] releases = [Http.Released("UGA", "full"), Http.Released("TZA", "summary"), Http.Released("SOM", "hit")];
        var id = await ReportAsync(serial, new JsonArray([.. releases.Select(release => release[0]!.DeepClone())]));

        foreach (var (reader, level) in new[] { ("KEN/customs", "full"), ("UGA/customs", "full"), ("TZA/customs", "summary") })
        {
            var result = await FindAsync(reader, serial);
            Assert.Equal(level, result["answer"]!.GetValue<string>());
            var match = Assert.Single(result["matches"]!.AsArray())!;
            Assert.Equal((id, "KEN"), (match["id"]!.GetValue<string>(), match["originator"]!.GetValue<string>()));
            Assert.StartsWith("KEN-", match["reference"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        Assert.Equal("""{"serial":"%","answer":"hit","matches":[{"level":"hit","originator":"KEN","contact":"/v1/members/KEN"}]}""".Replace("%", serial, StringComparison.Ordinal),
            (await FindAsync("SOM/customs", serial)).ToJsonString());
        Assert.Equal("""{"serial":"%","answer":"none","matches":[]}""".Replace("%", serial, StringComparison.Ordinal),
            (await FindAsync("CZE/customs", serial)).ToJsonString());
    }

    [Fact]
    public async Task A_hit_is_the_same_for_one_case_and_for_several()
    {
        var (one, several) = (NewSerial(), NewSerial());
        await ReportAsync(one, Http.Released("UGA", "hit"));
        await ReportAsync(several, Http.Released("UGA", "hit"));
        await ReportAsync(several, Http.Released("UGA", "hit"));
        Assert.Equal(
            (await FindAsync("UGA/customs", one)).ToJsonString().Replace(one, "", StringComparison.Ordinal),
            (await FindAsync("UGA/customs", several)).ToJsonString().Replace(several, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_spelling_and_illegible_characters_find_the_mark()
    {
        var serial = NewSerial();
        await ReportAsync(serial, Http.Released("UGA", "summary"));
        string[] spellings =
        [
            serial.ToLowerInvariant(), serial.Replace("-", " / ", StringComparison.Ordinal), serial.Replace('0', 'O'), serial.Replace('1', 'l'),
            serial.Replace('K', 'К').Replace('X', 'Х'), $"?{serial[1..]}", $"{serial[..^1]}?", $"{serial[..5]}?{serial[6..]}", $"{serial[..4]}???{serial[7..]}", $"?{serial[1..6]}?{serial[7..]}",
        ];
        var results = await SearchAsync("UGA/customs", [.. spellings.Select(s => new JsonObject { ["serial"] = s })]);
        Assert.Equal(spellings, results.Select(r => r!["serial"]!.GetValue<string>()));
        Assert.All(results, r => Assert.Contains("summary", r!["answer"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_illegible_character_stands_for_exactly_one()
    {
        var serial = NewSerial();
        await ReportAsync(serial, Http.Released("UGA", "summary"));
        Assert.Equal("none", (await FindAsync("UGA/customs", serial + "?"))["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Manufacturer_and_country_narrow()
    {
        var serial = NewSerial();
        await ReportAsync(serial, Http.Released("UGA", "summary"), manufacturer: "Zastava Arms", country: "SRB");
        Assert.Equal("summary", (await FindAsync("UGA/customs", serial, "ZASTAVA", "SRB"))["answer"]!.GetValue<string>());
        Assert.Equal("none", (await FindAsync("UGA/customs", serial, "Cugir"))["answer"]!.GetValue<string>());
        Assert.Equal("none", (await FindAsync("UGA/customs", serial, country: "ROU"))["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_hit_confirms_no_guess_of_manufacturer_or_country()
    {
        var serial = NewSerial();
        await ReportAsync(serial, Http.Released("UGA", "hit"), manufacturer: "Zastava Arms", country: "SRB");
        var alone = (await FindAsync("UGA/customs", serial)).ToJsonString();
        Assert.Contains("\"hit\"", alone, StringComparison.Ordinal);
        Assert.Equal(alone, (await FindAsync("UGA/customs", serial, "Zastava", "SRB")).ToJsonString());
        Assert.Equal(alone, (await FindAsync("UGA/customs", serial, "Cugir")).ToJsonString());
        Assert.Equal(alone, (await FindAsync("UGA/customs", serial, country: "ROU")).ToJsonString());
        // Its originator, who may read it, is narrowed.
        Assert.Equal("none", (await FindAsync("KEN/customs", serial, "Cugir"))["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_no_longer_stands_does_not_hit()
    {
        var (withdrawn, erroneous, amended) = (NewSerial(), NewSerial(), NewSerial());
        var id = await ReportAsync(withdrawn, Http.Released("UGA", "full"));
        Assert.Equal("full", (await FindAsync("UGA/customs", withdrawn))["answer"]!.GetValue<string>());
        using var response = await host.As("KEN/customs").PostAsync($"/v1/cases/{id}/withdraw", new JsonObject { ["reason"] = "Mistaken identity." });
        Assert.True(response.IsSuccessStatusCode);
        await ReportAsync(erroneous, Http.Released("UGA", "full"), status: "erroneous");
        id = await ReportAsync(amended, Http.Released("UGA", "full"));
        using var put = await host.As("KEN/customs").PutAsync($"/v1/cases/{id}", Http.Case(("items", null)));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        foreach (var serial in new[] { withdrawn, erroneous, amended })
            Assert.Equal("none", (await FindAsync("UGA/customs", serial))["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_thousand_marks_are_answered_in_their_order()
    {
        var serial = NewSerial();
        await ReportAsync(serial, Http.Released("UGA", "summary"));
        JsonNode[] marks = [.. Enumerable.Range(0, SearchMarks.MostMarks).Select(i => new JsonObject { ["serial"] = i == 700 ? serial : $"ZZ-{i:D9}" })];
        var results = await SearchAsync("UGA/customs", marks);
        Assert.Equal(SearchMarks.MostMarks, results.Count);
        Assert.Equal([700], results.Index().Where(r => r.Item!["answer"]!.GetValue<string>() != "none").Select(r => r.Index));
    }

    [Theory]
    [InlineData("""{ "marks": [ { "serial": "AB1234" } ] }""", "purpose")]
    [InlineData("""{ "marks": [ { "serial": "AB1234" } ], "purpose": "curiosity" }""", "purpose")]
    [InlineData("""{ "purpose": "tracing" }""", "marks")]
    [InlineData("""{ "marks": [], "purpose": "tracing" }""", "marks")]
    [InlineData("""{ "marks": [ null ], "purpose": "tracing" }""", "marks[0].serial")]
    [InlineData("""{ "marks": [ { "serial": "AB1234" }, { "serial": "???" } ], "purpose": "tracing" }""", "marks[1].serial")]
    [InlineData("""{ "marks": [ { "serial": "AB1234", "country": "Serbia" } ], "purpose": "tracing" }""", "marks[0].country")]
    public async Task A_faulty_search_is_refused_with_its_fields_named(string body, string field)
    {
        using var response = await host.As("UGA/customs").PostAsync("/v1/marks/search", Http.Content(body));
        var problem = await response.ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Equal([field], problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task Too_many_marks_and_too_many_illegible_ones_are_refused()
    {
        foreach (var (count, serial) in new[] { (SearchMarks.MostMarks + 1, "AB1234"), (SearchMarks.MostPatterns + 1, "AB12?4") })
        {
            var marks = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["serial"] = serial })]);
            using var response = await host.As("UGA/customs").PostAsync("/v1/marks/search", new JsonObject { ["marks"] = marks, ["purpose"] = "tracing" });
            Assert.Equal(["marks"], (await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsObject().Select(e => e.Key));
        }
    }

    [Fact]
    public async Task A_search_needs_its_scope()
    {
        using var response = await host.As("EAC/secretariat").PostAsync("/v1/marks/search", Http.Content("""{ "marks": [ { "serial": "AB1234" } ], "purpose": "tracing" }"""));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
