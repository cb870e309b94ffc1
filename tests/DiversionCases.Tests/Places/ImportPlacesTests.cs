using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Exchange.DiversionCases.Tests.Places;

[Collection(OnSqlite.Name)]
public sealed class ImportPlacesOnSqliteTests(SqliteHost host) : ImportPlacesTests(host);

[Collection(OnPostgres.Name)]
public sealed class ImportPlacesOnPostgresTests(PostgresHost host) : ImportPlacesTests(host);

public abstract class ImportPlacesTests(CaseHost host)
{
    private async Task<HttpResponseMessage> ImportAsync(byte[] file, string identity = "NETWORK/operator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/places/import") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        // So that a refusal is read before the body is sent, instead of breaking the sending.
        request.Headers.ExpectContinue = true;
        return await host.As(identity).SendAsync(request);
    }

    private async Task<JsonObject> ImportedAsync(string file, Encoding? encoding = null)
    {
        using var response = await ImportAsync((encoding ?? Encoding.UTF8).GetBytes(file));
        return await response.ReadAsync(HttpStatusCode.OK);
    }

    private async Task<JsonArray> FindAsync(string query) => (await host.As("KEN/customs").GetJsonAsync($"/v1/places?{query}"))["items"]!.AsArray();

    private static string Counts(JsonObject answer) =>
        string.Join(' ', new[] { "lines", "added", "changed", "unchanged", "skipped", "warnings" }.Select(name => answer[name]!.ToJsonString()));

    [Fact]
    public async Task A_file_is_taken_once_and_its_places_are_found()
    {
        const string file = ",\"KE\",,\".KENYA\",,,,,,,,\n,\"KE\",\"QQA\",\"Première\",\"Premiere\",,\"--3-----\",\"RL\",\"2201\",,\"0238N 03546E\",\n,KE,QQB,Second,Second,,1-------,RL,2201,,nowhere,\n";
        Assert.Equal("2 2 0 0 1 1", Counts(await ImportedAsync(file)));
        Assert.Equal("2 0 0 2 1 1", Counts(await ImportedAsync(file)));
        Assert.Equal("2 0 1 1 1 1", Counts(await ImportedAsync(file.Replace("Second,Second", "Third,Third", StringComparison.Ordinal))));
        var found = Assert.Single(await FindAsync("q=premiere&country=KEN"))!;
        var expected = JsonNode.Parse("""{"locode":"KEQQA","country":"KEN","name":"Première","functions":["road"],"point":[35.7667,2.6333]}""");
        Assert.True(JsonNode.DeepEquals(expected, found), found.ToJsonString());
        Assert.Equal("Third", Assert.Single(await FindAsync("q=KEQQB"))!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_of_ISO_8859_1_is_read_as_such()
    {
        var answer = await ImportedAsync(",CZ,QQC,Třebíč,Trebic,,--3-----,RL,2201,,,\n".Replace("ř", "r", StringComparison.Ordinal).Replace("č", "c", StringComparison.Ordinal), Encoding.Latin1);
        Assert.Equal("iso-8859-1", answer["encoding"]!.GetValue<string>());
        Assert.Equal("Trebíc", Assert.Single(await FindAsync("q=CZQQC"))!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task One_bad_line_and_nothing_is_taken()
    {
        using var response = await ImportAsync(",KE,QQD,Good,Good,,1,RL,2201,,,\n,KE,Q,Bad,Bad,,1,RL,2201,,,\nshort\n"u8.ToArray());
        var errors = (await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsObject();
        Assert.Equal(["line 2", "line 3"], errors.Select(e => e.Key));
        Assert.Empty(await FindAsync("q=KEQQD"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 a zip file, say")]
    [InlineData("<html></html>")]
    public async Task What_is_no_list_is_refused(string file)
    {
        using var response = await ImportAsync(Encoding.UTF8.GetBytes(file));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task A_file_larger_than_other_bodies_is_taken_and_one_beyond_its_own_limit_not()
    {
        var row = ",KE,QQE,Large,Large,,1-------,RL,2201,,,"u8.ToArray();
        // Padding is remarks of the heading rows, which are left out.
        var heading = Encoding.ASCII.GetBytes($"\n,KE,,.KENYA,,,,,,,,{new string('x', 1000)}");
        byte[] large = [.. row, .. Enumerable.Repeat(heading, 3000).SelectMany(h => h)];
        using var taken = await ImportAsync(large);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var refused = await ImportAsync(new byte[32 * 1024 * 1024 + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task Only_the_operator_imports()
    {
        using var response = await ImportAsync(",KE,QQF,X,X,,1,RL,2201,,,\n"u8.ToArray(), "KEN/customs");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_list_of_places_is_paged_without_gap_or_repetition()
    {
        var one = await host.As("KEN/customs").GetJsonAsync("/v1/places?country=UGA&limit=200");
        List<string> paged = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await host.As("KEN/customs").GetJsonAsync($"/v1/places?country=UGA&limit=7{cursor}");
            paged.AddRange(page["items"]!.AsArray().Select(p => p!["locode"]!.GetValue<string>()));
            cursor = page["next"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : null;
        }
        Assert.Equal(one["items"]!.AsArray().Select(p => p!["locode"]!.GetValue<string>()), paged);
        Assert.True(paged.Count > 14);
    }

    [Theory]
    [InlineData("country=KE", "country")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=forged", "cursor")]
    public async Task Faulty_filters_are_named(string query, string field)
    {
        using var response = await host.As("KEN/customs").GetAsync($"/v1/places?{query}");
        Assert.Equal([field], (await response.ReadAsync(HttpStatusCode.UnprocessableEntity))["errors"]!.AsObject().Select(e => e.Key));
    }
}
