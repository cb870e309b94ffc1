using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Exchange.Hosting.Trust;
using Exchange.Testing;
using Exchange.Testing.OpenApi;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Authentications;

public abstract class AskAuthenticationTests(Asking asking)
{
    [Collection(AskingOnSqlite.Name)] public sealed class Sqlite(SqliteAsking host) : AskAuthenticationTests(host.Asking);

    [Collection(AskingOnPostgres.Name)] public sealed class Postgres(PostgresAsking host) : AskAuthenticationTests(host.Asking);

    [Fact]
    public async Task The_asking_State_and_the_licensing_authority_asked_see_the_question()
    {
        var question = Paper();
        using var client = asking.As("KEN/customs");
        using var response = await client.PostJsonAsync(AuthenticationsPath, question);
        var asked = await response.ReadAsync(HttpStatusCode.Created);
        var path = $"{AuthenticationsPath}/{asked.Text("id")}";
        Assert.Equal(path, response.Headers.Location!.ToString());
        Assert.Matches(@"^KEN-\d{4}-\d{8}$", asked.Text("reference"));

        foreach (var identity in new[] { "KEN/customs", "KEN/licensing", "KEN/police", "TCD/licensing" })
        {
            using var reader = asking.As(identity);
            var text = await reader.GetStringAsync(path);
            var seen = JsonNode.Parse(text)!.AsObject();
            Assert.Equal(("asked", "KEN", "TCD"), (seen.Text("state"), seen.Text("askingState"), seen.Text("askedState")));
            Assert.True(JsonNode.DeepEquals(question, seen["question"]), seen["question"]!.ToJsonString());
            Assert.Equal(TimeSpan.FromDays(14), seen["dueAt"]!.GetValue<DateTimeOffset>() - seen["askedAt"]!.GetValue<DateTimeOffset>());
            Assert.Equal(identity.StartsWith("KEN", StringComparison.Ordinal) ? "customs" : null, seen["askedBy"]?.GetValue<string>());
            // The hash is of the very bytes that are shown.
            var shown = JsonElement.Parse(text).GetProperty("question").GetRawText();
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown))), seen.Text("questionHash"));
            Assert.Equal(asked.Text("questionHash"), seen.Text("questionHash"));
        }
    }

    [Theory]
    [InlineData("TCD/customs")]
    [InlineData("TCD/police")]
    [InlineData("TCD/npc")]
    [InlineData("UGA/licensing")]
    [InlineData("CZE/licensing")]
    public async Task To_everybody_else_it_does_not_exist(string identity)
    {
        var id = await asking.AskAsync(Paper());
        var (absent, path) = ($"{AuthenticationsPath}/{Guid.CreateVersion7()}", $"{AuthenticationsPath}/{id}");
        Assert.Equal(Comparable(await asking.GetAsync(identity, absent, HttpStatusCode.NotFound)), Comparable(await asking.GetAsync(identity, path, HttpStatusCode.NotFound)));
        Assert.DoesNotContain(await asking.ListAsync(identity, $"{AuthenticationsPath}?limit=200"), i => i.Text("id") == id);
        using var client = asking.As(identity, scopes: [Scopes.CertificatesIssue, Scopes.CertificatesVerify]);
        await client.PostAsync($"{path}/acknowledge", new JsonObject(), HttpStatusCode.NotFound);
        await client.PostAsync($"{path}/answer", Answer("not_issued"), HttpStatusCode.NotFound);
        await client.PostAsync($"{path}/withdraw", Reason(), HttpStatusCode.NotFound);
        await asking.GetAsync("KEN/licensing", $"{ConsentsPath}/{id}", HttpStatusCode.NotFound);

        static string Comparable(JsonObject problem)
        {
            problem.Remove("traceId");
            return problem.ToJsonString();
        }
    }

    [Theory]
    [InlineData("issuingState", "\"KEN\"", "asking State itself")]
    [InlineData("issuingState", "\"DEU\"", "not a member of the network")]
    [InlineData("issuingState", "\"EAC\"", "not")]
    [InlineData("issuingState", "\"tcd\"", "not")]
    [InlineData("issuingState", "null", "required")]
    [InlineData("type", "\"passport\"", "not a type of certificate")]
    [InlineData("number", "null", "required")]
    [InlineData("number", "\"12\\u202e34\"", "reorders")]
    [InlineData("issuedOn", "null", "required")]
    [InlineData("documentHash", "null", "required")]
    [InlineData("documentHash", "\"aaaa\"", "SHA-256")]
    [InlineData("documentHash", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", "lower-case")]
    [InlineData("dueInDays", "0", "1 to 90")]
    [InlineData("dueInDays", "91", "1 to 90")]
    [InlineData("remarks", "\" \"", "blank")]
    [InlineData("fieldsAsRead", """{"number":"another"}""", "another number", "fieldsAsRead")]
    [InlineData("fieldsAsRead", """{"finalDestination":"XXX"}""", "country", "fieldsAsRead.finalDestination")]
    [InlineData("fieldsAsRead", """{"goods":[{"line":1,"quantity":1.5}]}""", "whole", "fieldsAsRead.goods[0].quantity")]
    [InlineData("fieldsAsRead", """{"goods":[{"line":1,"quantity":1e400}]}""", "1 to", "fieldsAsRead.goods[0].quantity")]
    [InlineData("fieldsAsRead", """{"goods":[null]}""", "null", "fieldsAsRead.goods[0]")]
    [InlineData("partyKinds", """[{"party":"broker","kind":"company"}]""", "no party", "partyKinds[0].party")]
    [InlineData("partyKinds", """[{"party":"exporter","kind":"dragon"}]""", "actor kind", "partyKinds[0].kind")]
    [InlineData("partyKinds", """[{"party":"exporter","kind":"company"},{"party":"exporter","kind":"state"}]""", "twice", "partyKinds")]
    public async Task Names_the_field_that_cannot_be_taken(string field, string value, string message, string? at = null)
    {
        var body = Paper().ToJsonString();
        var question = JsonNode.Parse(body)!.AsObject();
        question.Remove(field);
        // Written by hand: no number type holds 1e400.
        body = question.ToJsonString()[..^1] + $",\"{field}\":{value}}}";
        using var client = asking.As("KEN/customs");
        using var response = await client.PostAsync(AuthenticationsPath, new StringContent(body, Encoding.UTF8, "application/json"));
        var problem = await response.ReadAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(message, problem["errors"]![at ?? field]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"issuingState":"TCD","verdict":"authentic"}""")]
    [InlineData("""{"askingState":"UGA"}""")]
    [InlineData("""{"fieldsAsRead":{"colour":"blue"}}""")]
    [InlineData("""{"number":"1","number":"2"}""")]
    [InlineData("""{"issuedOn":"yesterday"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_body_that_is_no_question_is_malformed(string body)
    {
        using var client = asking.As("KEN/customs");
        using var response = await client.PostAsync(AuthenticationsPath, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal("/problems/malformed", (await response.ReadAsync(HttpStatusCode.BadRequest)).Text("type"));
    }

    [Fact]
    public async Task Five_megabytes_are_too_large()
    {
        // A client that asks first whether it may go on: the host need not read what it refuses.
        using var client = new HttpClient(new DocumentCheck(new SocketsHttpHandler { Expect100ContinueTimeout = Eventually.Patience })) { BaseAddress = asking.Host.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", asking.Network.Token("KEN/customs"));
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var response = await client.PostJsonAsync(AuthenticationsPath, Paper(null, ("remarks", new string('x', 5 * 1024 * 1024))));
        await response.ReadAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_paper_need_not_make_sense_nor_be_read_whole()
    {
        await asking.AskAsync(Paper(null, ("issuedOn", "2099-01-01"), ("fieldsAsRead", new JsonObject
        {
            ["validUntil"] = "1999-01-01",
            ["endUser"] = new JsonObject { ["name"] = "Illegible Ltd" },
            ["goods"] = JsonNode.Parse("""[ { "description": "Goods, illegible" } ]"""),
            ["assurances"] = JsonNode.Parse("""[ { "code": "no_reexport" }, { "code": "no_reexport_without_consent" } ]"""),
        }), ("partyKinds", null), ("signatory", new JsonObject { ["position"] = "Director" })));
        await asking.AskAsync(Paper(null, ("fieldsAsRead", null), ("partyKinds", null), ("signatory", null)));
    }

    [Fact]
    public async Task Questions_of_the_documentation_are_taken()
    {
        var id = await asking.AskAsync(Example("paper-euc.json"));
        var seen = await asking.GetAsync("KEN/customs", $"{AuthenticationsPath}/{id}");
        Assert.Equal(TimeSpan.FromDays(7), seen["dueAt"]!.GetValue<DateTimeOffset>() - seen["askedAt"]!.GetValue<DateTimeOffset>());
        await asking.AskAsync(Example("reexport.json"), "TCD/licensing", ConsentsPath);
    }

    [Fact]
    public async Task A_suspended_State_cannot_be_asked()
    {
        var suspended = asking.Network["SOM"].Trust with { Status = MemberStatus.Suspended, Version = 2 };
        await TestNetwork.TellAsync(asking.Host.Services, suspended);
        var problem = await asking.SendAsync("KEN/customs", AuthenticationsPath, Paper(null, ("issuingState", "SOM")), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("is suspended at present and cannot be asked through the network", problem["errors"]!["issuingState"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_a_State_with_the_scope_asks()
    {
        using var nobody = await asking.Host.Client.PostJsonAsync(AuthenticationsPath, Paper());
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var reader = asking.As("KEN/customs", scopes: [Scopes.CertificatesRead, Scopes.CertificatesIssue]);
        await reader.PostAsync(AuthenticationsPath, Paper(), HttpStatusCode.Forbidden);
        using var organization = asking.As("EAC/secretariat", scopes: [Scopes.CertificatesVerify]);
        await organization.PostAsync(AuthenticationsPath, Paper(), HttpStatusCode.Forbidden);
        using var withoutScope = asking.As("KEN/customs", scopes: [Scopes.CasesRead]);
        using var refused = await withoutScope.GetAsync(AuthenticationsPath);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Asked_again_with_the_same_key_it_is_the_same_question()
    {
        using var client = asking.As("KEN/customs");
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var question = Paper();
        var first = await client.PostAsync(AuthenticationsPath, question, HttpStatusCode.Created);
        var second = await client.PostAsync(AuthenticationsPath, question, HttpStatusCode.Created);
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Single(await asking.ListAsync("KEN/customs", $"{AuthenticationsPath}?limit=200"), i => i.Text("number") == question.Text("number"));
        await client.PostAsync(AuthenticationsPath, Paper(), HttpStatusCode.UnprocessableEntity);
    }
}
