using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Inquiries;

public abstract class InquiryStateTests(Asking asking)
{
    [Collection(AskingOnSqlite.Name)] public sealed class Sqlite(SqliteAsking host) : InquiryStateTests(host.Asking);

    [Collection(AskingOnPostgres.Name)] public sealed class Postgres(PostgresAsking host) : InquiryStateTests(host.Asking);

    [Theory]
    [InlineData("", "acknowledge", "acknowledged")]
    [InlineData("", "answer", "answered")]
    [InlineData("", "withdraw", "withdrawn")]
    [InlineData("acknowledge", "acknowledge", null)]
    [InlineData("acknowledge", "answer", "answered")]
    [InlineData("acknowledge", "withdraw", "withdrawn")]
    [InlineData("answer", "acknowledge", null)]
    [InlineData("answer", "answer", null)]
    [InlineData("answer", "withdraw", null)]
    [InlineData("withdraw", "acknowledge", null)]
    [InlineData("withdraw", "answer", null)]
    [InlineData("withdraw", "withdraw", null)]
    public async Task Every_step_from_every_state_is_taken_or_refused(string before, string step, string? state)
    {
        foreach (var (path, question) in new[] { (AuthenticationsPath, Paper()), (ConsentsPath, Reexport()) })
        {
            var asker = path == AuthenticationsPath ? "KEN/licensing" : "TCD/licensing";
            var id = await asking.AskAsync(question, asker, path);
            if (before.Length > 0) await TakeAsync(path, id, before, HttpStatusCode.OK);
            var was = await asking.GetAsync(asker, $"{path}/{id}");
            var answer = await TakeAsync(path, id, step, state is null ? HttpStatusCode.Conflict : HttpStatusCode.OK);
            var now = await asking.GetAsync(asker, $"{path}/{id}");
            if (state is null)
            {
                Assert.Equal($"/problems/inquiry-{was.Text("state")}", answer.Text("type"));
                Assert.True(JsonNode.DeepEquals(was, now));
            }
            else
            {
                Assert.Equal((state, state), (answer.Text("state"), now.Text("state")));
                Assert.Equal(state is "acknowledged" or "answered" || before == "acknowledge", now["acknowledgedAt"] is not null);
                Assert.Equal(state == "answered", now["signedAnswer"] is not null);
                Assert.Equal(state == "withdrawn" ? "The original was found." : null, now["withdrawalReason"]?.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task The_asking_State_cannot_answer_itself_nor_the_asked_one_withdraw()
    {
        var id = await asking.AskAsync(Paper());
        await asking.SendAsync("KEN/licensing", $"{AuthenticationsPath}/{id}/answer", Answer("authentic"), HttpStatusCode.Forbidden);
        await asking.SendAsync("KEN/licensing", $"{AuthenticationsPath}/{id}/acknowledge", new JsonObject(), HttpStatusCode.Forbidden);
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{id}/withdraw", Reason(), HttpStatusCode.Forbidden);
        using var verifier = asking.As("TCD/licensing", scopes: [Scopes.CertificatesRead, Scopes.CertificatesVerify]);
        await verifier.PostAsync($"{AuthenticationsPath}/{id}/answer", Answer("authentic"), HttpStatusCode.Forbidden);
        Assert.Equal("asked", (await asking.GetAsync("KEN/licensing", $"{AuthenticationsPath}/{id}")).Text("state"));
    }

    [Fact]
    public async Task A_step_names_the_version_that_was_read()
    {
        var path = $"{AuthenticationsPath}/{await asking.AskAsync(Paper())}";
        using var licensing = asking.As("TCD/licensing");
        using var read = await licensing.GetAsync(path);
        using var acknowledged = await StepAsync(licensing, $"{path}/acknowledge", new JsonObject(), read.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        using var stale = await StepAsync(licensing, $"{path}/answer", Answer("authentic"), read.Headers.ETag!);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var current = await licensing.GetAsync(path);
        Assert.Equal(acknowledged.Headers.ETag, current.Headers.ETag);
        using var answered = await StepAsync(licensing, $"{path}/answer", Answer("authentic"), acknowledged.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Why_it_is_withdrawn_has_to_be_said()
    {
        var id = await asking.AskAsync(Paper());
        var problem = await asking.SendAsync("KEN/licensing", $"{AuthenticationsPath}/{id}/withdraw", new JsonObject(), HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(problem["errors"]!["reason"]);
    }

    private Task<JsonObject> TakeAsync(string path, string id, string step, HttpStatusCode expected) => (path, step) switch
    {
        (AuthenticationsPath, "acknowledge") => asking.SendAsync("TCD/licensing", $"{path}/{id}/acknowledge", new JsonObject(), expected),
        (AuthenticationsPath, "answer") => asking.SendAsync("TCD/licensing", $"{path}/{id}/answer", Answer("authentic"), expected),
        (AuthenticationsPath, _) => asking.SendAsync("KEN/licensing", $"{path}/{id}/withdraw", Reason(), expected),
        (_, "acknowledge") => asking.SendAsync("CZE/licensing", $"{path}/{id}/acknowledge", new JsonObject(), expected),
        (_, "answer") => asking.SendAsync("CZE/licensing", $"{path}/{id}/answer", new JsonObject { ["answer"] = "granted" }, expected),
        _ => asking.SendAsync("TCD/licensing", $"{path}/{id}/withdraw", Reason(), expected),
    };

    private static async Task<HttpResponseMessage> StepAsync(HttpClient client, string path, JsonObject body, EntityTagHeaderValue ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.IfMatch.Add(ifMatch);
        return await client.SendAsync(request);
    }
}
