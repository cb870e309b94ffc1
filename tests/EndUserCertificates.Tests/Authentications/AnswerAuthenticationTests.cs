using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts.Vocabularies;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Exchange.Testing;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Authentications;

public abstract class AnswerAuthenticationTests(Asking asking)
{
    [Collection(AskingOnSqlite.Name)] public sealed class Sqlite(SqliteAsking host) : AnswerAuthenticationTests(host.Asking);

    [Collection(AskingOnPostgres.Name)] public sealed class Postgres(PostgresAsking host) : AnswerAuthenticationTests(host.Asking);

    public static TheoryData<string> Answers => new(CodeLists.AuthenticationAnswer.Select(a => a.Value));

    public static TheoryData<string> AnswersThatFindNoForgery =>
        new(CodeLists.AuthenticationAnswer.Select(a => a.Value).Except(["not_issued", "authentic_but_altered"]));

    [Theory, MemberData(nameof(Answers))]
    public async Task Every_answer_is_shown_to_both_and_signed_by_the_State_that_gives_it(string answer)
    {
        string[] altered = answer == "authentic_but_altered" ? ["goods[1].quantity", "endUser.name", "issuingAuthority"] : [];
        var id = await asking.AskAsync(Paper());
        using var licensing = asking.As("TCD/licensing");
        // The first signature of a State makes its key, here within an idempotent request.
        licensing.DefaultRequestHeaders.Add("Idempotency-Key", id);
        var answered = await licensing.PostAsync($"{AuthenticationsPath}/{id}/answer", Answer(answer, altered), HttpStatusCode.OK);
        var seen = await asking.GetAsync("KEN/customs", $"{AuthenticationsPath}/{id}");
        Assert.Equal(("answered", answer, "Compared with the register."), (seen.Text("state"), seen.Text("answer"), seen.Text("remarks")));
        Assert.Equal(altered, seen.Texts("alteredFields"));
        Assert.Equal(answered.Text("signedAnswer"), seen.Text("signedAnswer"));
        Assert.Equal((null, "licensing"), (seen["answeredBy"]?.GetValue<string>(), answered.Text("answeredBy")));

        var claims = await asking.VerifiedAsync(seen.Text("signedAnswer"), "TCD");
        var signed = claims["inquiry"]!.AsObject();
        Assert.Equal(("http://127.0.0.1:8080/v1/members/TCD", id), (claims.Text("iss"), claims.Text("sub")));
        Assert.Equal(("authentication", "KEN", "TCD", answer), (signed.Text("kind"), signed.Text("askingState"), signed.Text("askedState"), signed.Text("answer")));
        Assert.Equal((seen.Text("questionHash"), seen.Text("reference")), (signed.Text("questionHash"), signed.Text("reference")));
        Assert.Equal(("TCD", seen["question"]!["number"]!.GetValue<string>()), (signed["certificate"]!.AsObject().Text("issuingState"), signed["certificate"]!.AsObject().Text("number")));
        Assert.Equal(seen["answeredAt"]!.GetValue<DateTimeOffset>(), signed["answeredAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(altered.Length == 0 ? null : altered, signed["alteredFields"] is null ? null : signed.Texts("alteredFields"));
        Assert.Equal("Compared with the register.", signed.Text("remarks"));
    }

    [Theory]
    [InlineData("not_issued", "not_issued")]
    [InlineData("authentic_but_altered", "altered")]
    public async Task A_forgery_is_told_once_and_names_no_person(string answer, string finding)
    {
        var question = Paper();
        var id = await asking.AskAsync(question);
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer(answer, finding == "altered" ? ["number"] : []), HttpStatusCode.OK);
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer("not_issued"), HttpStatusCode.Conflict);
        await WaitUntilToldAsync();

        var told = Assert.Single(asking.Forgeries, f => f.AuthenticationId == Guid.Parse(id));
        Assert.Equal(("KEN", "TCD", finding), (told.AskingState, told.PurportedIssuer, told.Finding));
        Assert.Equal((question.Text("number"), "end_user_certificate", Questions.IssuedOn), (told.Number, told.Type, told.IssuedOn));
        Assert.Equal((new string('a', 64), "TCD"), (told.DocumentHash, told.FinalDestination));
        Assert.Equal(finding == "altered" ? ["number"] : [], told.AlteredFields);
        Assert.Equal(["assault_rifle"], told.Categories);
        Assert.Equal([("exporter", "company", "Example Arms Export", "CZE"), ("stated_end_user", "state", "Ministry of Defence", "TCD")],
            told.Parties.Select(p => (p.Role, p.Kind, p.Name, p.Country)));
    }

    [Fact]
    public async Task Parties_that_nobody_said_are_companies_are_left_out()
    {
        var id = await asking.AskAsync(Paper(null, ("partyKinds", null)));
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer("not_issued"), HttpStatusCode.OK);
        await WaitUntilToldAsync();
        Assert.Empty(asking.Forgeries.Single(f => f.AuthenticationId == Guid.Parse(id)).Parties);
    }

    [Theory, MemberData(nameof(AnswersThatFindNoForgery))]
    public async Task No_other_answer_is_told(string answer)
    {
        var id = await asking.AskAsync(Paper());
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer(answer), HttpStatusCode.OK);
        await WaitUntilToldAsync();
        Assert.DoesNotContain(asking.Forgeries, f => f.AuthenticationId == Guid.Parse(id));
    }

    [Fact]
    public async Task Of_answers_given_at_once_one_holds_and_the_forgery_is_told_once()
    {
        var id = await asking.AskAsync(Paper());
        using var client = asking.As("TCD/licensing");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await client.PostJsonAsync($"{AuthenticationsPath}/{id}/answer", Answer("not_issued"));
            return response.StatusCode;
        }));
        Assert.Single(statuses, s => s == HttpStatusCode.OK);
        Assert.All(statuses, s => Assert.True(s is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed, s.ToString()));
        await WaitUntilToldAsync();
        Assert.Single(asking.Forgeries, f => f.AuthenticationId == Guid.Parse(id));
    }

    [Theory]
    [InlineData("forged", null, "answer")]
    [InlineData(null, null, "answer")]
    [InlineData("authentic_but_altered", null, "alteredFields")]
    [InlineData("authentic", "number", "alteredFields")]
    [InlineData("authentic_but_altered", "goods[2].quantity", "alteredFields[0]")]
    [InlineData("authentic_but_altered", "endUser.Name", "alteredFields[0]")]
    [InlineData("authentic_but_altered", "broker", "alteredFields[0]")]
    [InlineData("authentic_but_altered", "", "alteredFields[0]")]
    [InlineData("authentic_but_altered", "number,number", "alteredFields")]
    public async Task An_answer_has_to_make_sense(string? answer, string? altered, string fault)
    {
        var id = await asking.AskAsync(Paper());
        var body = new JsonObject { ["answer"] = answer, ["alteredFields"] = altered is null ? null : new JsonArray([.. altered.Split(',').Select(f => JsonValue.Create(f))]) };
        var problem = await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", body, HttpStatusCode.UnprocessableEntity);
        Assert.Contains(fault, problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal("asked", (await asking.GetAsync("KEN/customs", $"{AuthenticationsPath}/{id}")).Text("state"));
    }

    [Fact]
    public async Task The_State_asked_is_shown_what_it_issued_and_where_the_paper_differs()
    {
        var number = Number();
        var issued = await asking.SendAsync("TCD/licensing", "/v1/certificates", Certificate(number, quantity: 50), HttpStatusCode.Created);
        var id = await asking.AskAsync(Paper(number, ("signatory", new JsonObject { ["name"] = "B. Nobody" })));

        var seen = await asking.GetAsync("TCD/licensing", $"{AuthenticationsPath}/{id}");
        var match = seen["match"]!.AsObject();
        Assert.Equal((issued.Text("id"), "valid"), (match.Text("certificateId"), match.Text("status")));
        Assert.Equal(["goods[1].quantity", "signatory.name"], match.Texts("differing").Order());
        Assert.Equal(50, match["content"]!["goods"]![0]!["quantity"]!.GetValue<int>());
        // What is proposed can be answered.
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer("authentic_but_altered", [.. match.Texts("differing")]), HttpStatusCode.OK);

        var asker = await asking.GetAsync("KEN/licensing", $"{AuthenticationsPath}/{id}");
        Assert.Null(asker["match"]);
        Assert.DoesNotContain(issued.Text("id"), asker.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_differs_when_the_paper_only_spells_out_what_goes_without_saying()
    {
        var number = Number();
        await asking.SendAsync("TCD/licensing", "/v1/certificates", Certificate(number, quantity: 500), HttpStatusCode.Created);
        var paper = Paper(number);
        paper["fieldsAsRead"]!["singleUse"] = true;
        paper["fieldsAsRead"]!["validFrom"] = $"{Questions.IssuedOn:O}";
        paper["fieldsAsRead"]!["goods"]![0]!["unit"] = "piece";
        paper["fieldsAsRead"]!["endUse"] = "EQUIPMENT of  the armed forces.";
        var id = await asking.AskAsync(paper);
        Assert.Empty((await asking.GetAsync("TCD/licensing", $"{AuthenticationsPath}/{id}"))["match"]!.AsObject().Texts("differing"));
        Assert.Null((await asking.GetAsync("TCD/licensing", $"{AuthenticationsPath}/{await asking.AskAsync(Paper())}"))["match"]);
    }

    // Events leave in the order of the outbox: when a later one has arrived, so has every earlier one.
    private async Task WaitUntilToldAsync()
    {
        var id = await asking.AskAsync(Paper());
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/answer", Answer("not_issued"), HttpStatusCode.OK);
        await Eventually.HoldsAsync("a later forgery is told", () => asking.Forgeries.Any(f => f.AuthenticationId == Guid.Parse(id)));
    }
}
