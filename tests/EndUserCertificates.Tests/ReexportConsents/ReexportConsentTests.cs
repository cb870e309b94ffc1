using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.ReexportConsents;

public abstract class ReexportConsentTests(Asking asking)
{
    [Collection(AskingOnSqlite.Name)] public sealed class Sqlite(SqliteAsking host) : ReexportConsentTests(host.Asking);

    [Collection(AskingOnPostgres.Name)] public sealed class Postgres(PostgresAsking host) : ReexportConsentTests(host.Asking);

    public static TheoryData<string> Answers => new(CodeLists.ConsentAnswer.Select(a => a.Value));

    [Theory, MemberData(nameof(Answers))]
    public async Task Every_answer_is_shown_to_both_and_signed(string answer)
    {
        var conditions = answer == "granted_conditionally" ? "Not before the old rifles are destroyed." : null;
        var question = Reexport();
        var id = await asking.AskAsync(question, "TCD/licensing", ConsentsPath);
        await asking.SendAsync("CZE/licensing", $"{ConsentsPath}/{id}/acknowledge", new JsonObject(), HttpStatusCode.OK);
        await asking.SendAsync("CZE/licensing", $"{ConsentsPath}/{id}/answer", new JsonObject { ["answer"] = answer, ["conditions"] = conditions }, HttpStatusCode.OK);

        var seen = await asking.GetAsync("TCD/npc", $"{ConsentsPath}/{id}");
        Assert.True(JsonNode.DeepEquals(question, seen["question"]), seen["question"]!.ToJsonString());
        Assert.Equal(("answered", answer, conditions), (seen.Text("state"), seen.Text("answer"), seen["conditions"]?.GetValue<string>()));
        var claims = await asking.VerifiedAsync(seen.Text("signedAnswer"), "CZE");
        var signed = claims["inquiry"]!.AsObject();
        Assert.Equal((id, "reexport_consent", answer, conditions), (claims.Text("sub"), signed.Text("kind"), signed.Text("answer"), signed["conditions"]?.GetValue<string>()));
        Assert.Equal((seen.Text("questionHash"), "TCD", "CZE"), (signed.Text("questionHash"), signed.Text("askingState"), signed.Text("askedState")));
    }

    [Theory]
    [InlineData("granted_conditionally", null, "conditions")]
    [InlineData("granted", "None.", "conditions")]
    [InlineData("authentic", null, "answer")]
    [InlineData(null, null, "answer")]
    public async Task An_answer_has_to_make_sense(string? answer, string? conditions, string fault)
    {
        var id = await asking.AskAsync(Reexport(), "TCD/licensing", ConsentsPath);
        var problem = await asking.SendAsync("CZE/licensing", $"{ConsentsPath}/{id}/answer", new JsonObject { ["answer"] = answer, ["conditions"] = conditions }, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(problem["errors"]![fault]);
    }

    [Fact]
    public async Task The_State_that_the_certificate_names_is_asked_and_no_other()
    {
        var number = Number();
        var certificate = await asking.SendAsync("TCD/licensing", "/v1/certificates", Certificate(number, 500, consultingState: "CZE"), HttpStatusCode.Created);
        JsonObject ById(string state) => Reexport(("certificate", null), ("certificateId", certificate.Text("id")), ("consultedState", state));
        JsonObject ByNumber(string state) => Reexport(("certificate", new JsonObject { ["issuingState"] = "TCD", ["number"] = number }), ("consultedState", state));

        foreach (var question in new[] { ById("UGA"), ByNumber("UGA") })
        {
            var problem = await asking.SendAsync("TCD/licensing", ConsentsPath, question, HttpStatusCode.UnprocessableEntity);
            Assert.Equal("is not the State that the certificate names: CZE", problem["errors"]!["consultedState"]![0]!.GetValue<string>());
        }
        foreach (var question in new[] { ById("CZE"), ByNumber("CZE") })
        {
            var id = await asking.AskAsync(question, "TCD/licensing", ConsentsPath);
            var listed = (await asking.ListAsync("CZE/licensing", ConsentsPath)).Single(i => i.Text("id") == id);
            Assert.Equal(("TCD", number), (listed.Text("issuingState"), listed.Text("number")));
        }
    }

    [Fact]
    public async Task A_certificate_without_the_assurance_is_nobodys_to_consent_to()
    {
        var certificate = await asking.SendAsync("TCD/licensing", "/v1/certificates", Certificate(Number(), 500), HttpStatusCode.Created);
        var problem = await asking.SendAsync("TCD/licensing", ConsentsPath, Reexport(("certificate", null), ("certificateId", certificate.Text("id"))), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("is not to be asked", problem["errors"]!["consultedState"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_the_asker_may_not_see_is_as_unknown_as_one_that_is_not_there()
    {
        var number = Number();
        var hidden = await asking.SendAsync("TCD/licensing", "/v1/certificates", Certificate(number, 500, consultingState: "CZE"), HttpStatusCode.Created);
        var faults = new List<string>();
        foreach (var id in new[] { hidden.Text("id"), Guid.CreateVersion7().ToString() })
        {
            var problem = await asking.SendAsync("KEN/licensing", ConsentsPath, Reexport(("certificate", null), ("certificateId", id), ("consultedState", "UGA")), HttpStatusCode.UnprocessableEntity);
            faults.Add(problem["errors"]!.ToJsonString());
        }
        Assert.Equal(faults[0], faults[1]);
        // By its number it can be named, as one on paper could: nothing tells whether it is here.
        await asking.SendAsync("KEN/licensing", ConsentsPath, Reexport(("certificate", new JsonObject { ["issuingState"] = "TCD", ["number"] = number }), ("consultedState", "UGA")), HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("certificate", "null", "certificateId")]
    [InlineData("certificateId", "\"019ab3c4-5d6e-7f80-9123-456789abcdef\"", "certificateId")]
    [InlineData("certificate", """{"issuingState":"TCD"}""", "certificate.number")]
    [InlineData("consultedState", "\"TCD\"", "consultedState")]
    [InlineData("consultedState", "\"ECOWAS\"", "consultedState")]
    [InlineData("consultedState", "null", "consultedState")]
    [InlineData("toState", "\"Somalia\"", "toState")]
    [InlineData("endUser", "null", "endUser")]
    [InlineData("endUser", """{"name":"X","state":"SOM"}""", "endUser.address")]
    [InlineData("goods", "[]", "goods")]
    [InlineData("goods", """[{"line":1,"category":"assault_rifle","quantity":-1}]""", "goods[0].quantity")]
    [InlineData("goods", """[{"line":1,"category":"tank","quantity":1}]""", "goods[0].category")]
    [InlineData("reason", "null", "reason")]
    [InlineData("dueInDays", "365", "dueInDays")]
    public async Task Names_the_field_that_cannot_be_taken(string field, string value, string fault)
    {
        var problem = await asking.SendAsync("TCD/licensing", ConsentsPath, Reexport((field, JsonNode.Parse(value))), HttpStatusCode.UnprocessableEntity);
        Assert.Contains(fault, problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task Only_an_authority_that_controls_exports_asks_and_only_the_two_States_see_it()
    {
        await asking.SendAsync("TCD/customs", ConsentsPath, Reexport(), HttpStatusCode.Forbidden);
        var id = await asking.AskAsync(Reexport(), "TCD/licensing", ConsentsPath);
        foreach (var identity in new[] { "CZE/customs", "CZE/npc", "UGA/licensing", "KEN/licensing" })
        {
            await asking.GetAsync(identity, $"{ConsentsPath}/{id}", HttpStatusCode.NotFound);
            Assert.DoesNotContain(await asking.ListAsync(identity, $"{ConsentsPath}?limit=200"), i => i.Text("id") == id);
        }
        await asking.GetAsync("TCD/licensing", $"{AuthenticationsPath}/{id}", HttpStatusCode.NotFound);
    }
}
