using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class CancelDrawdownTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : CancelDrawdownTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : CancelDrawdownTests(host);

    private CertificateHost Host => shared.Host;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gives_back_what_was_reserved_or_drawn_once(bool commit)
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 500, commit));
        var cancelled = await Host.CancelAsync(id, drawn.Id(), "CZE/licensing");
        Assert.Equal(("cancelled", "The shipment was called off."), (cancelled.Text("status"), cancelled.Text("reason")));
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
        Assert.Equal("not-standing", (await Host.CancelAsync(id, drawn.Id(), "CZE/licensing", HttpStatusCode.Conflict)).Code());
        Assert.Equal("not-reserved", (await Host.CommitAsync(id, drawn.Id(), "CZE/licensing", HttpStatusCode.Conflict)).Code());
        await Host.DrawAsync(id, "KEN/licensing", Drawing.Of(1, 500));
    }

    [Fact]
    public async Task Gives_nothing_back_of_which_a_part_was_delivered()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 500);
        await Host.DeliverAsync(id, drawn, 1, 1);
        Assert.Equal("already-delivered", (await Host.CancelAsync(id, drawn, "CZE/licensing", HttpStatusCode.Conflict)).Code());
        Assert.Equal((500, 1), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Only_the_drawing_States_licensing_authority_commits_and_cancels()
    {
        var id = await Host.IssueAsync();
        var drawn = (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 500))).Id();
        foreach (var (identity, status) in new[] { ("TCD/licensing", HttpStatusCode.Forbidden), ("KEN/licensing", HttpStatusCode.NotFound), ("TZA/licensing", HttpStatusCode.NotFound), ("CZE/customs", HttpStatusCode.Forbidden) })
        {
            await Host.CommitAsync(id, drawn, identity, status);
            await Host.CancelAsync(id, drawn, identity, status);
        }
        var another = await Host.IssueAsync();
        await Host.CancelAsync(another, drawn, "CZE/licensing", HttpStatusCode.NotFound);
        Assert.Equal((500, 0), await Host.BalanceAsync(id, 1));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"reason":" "}""")]
    [InlineData("""{"reason":"a\u0000b"}""")]
    public async Task Wants_a_reason(string body)
    {
        var id = await Host.IssueAsync();
        var drawn = (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 500))).Id();
        Assert.Equal(["reason"], (await Host.PostAsync("CZE/licensing", $"/v1/certificates/{id}/drawdowns/{drawn}/cancel", body, HttpStatusCode.UnprocessableEntity)).Fields());
    }

    [Fact]
    public async Task Changes_the_version_that_was_read_and_no_other()
    {
        var id = await Host.IssueAsync();
        using var client = Host.As("CZE/licensing");
        using var created = await client.PostAsync($"/v1/certificates/{id}/drawdowns", Http.Content(Drawing.Of(1, 500)));
        var path = $"/v1/certificates/{id}/drawdowns/{(await created.ReadAsync(HttpStatusCode.Created)).Id()}";
        using var read = await client.GetAsync(path);
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, await ChangeAsync("commit", read.Headers.ETag!));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ChangeAsync("cancel", read.Headers.ETag!));
        using var again = await client.GetAsync(path);
        Assert.Equal("committed", (await again.ReadAsync(HttpStatusCode.OK)).Text("status"));
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync("cancel", again.Headers.ETag!));

        async Task<HttpStatusCode> ChangeAsync(string verb, EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/{verb}") { Content = Http.Content(new { reason = "Called off." }) };
            if (verb == "commit") request.Content = null;
            request.Headers.IfMatch.Add(tag);
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }
    }
}
