using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class DrawCertificateTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : DrawCertificateTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : DrawCertificateTests(host);

    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task Reserves_then_commits_and_counts_it_once()
    {
        var id = await Host.IssueAsync();
        using var client = Host.As("CZE/licensing");
        using var response = await client.PostAsync($"/v1/certificates/{id}/drawdowns", Http.Content(
            new { lines = new[] { new { line = 2, quantity = 10 }, new { line = 1, quantity = 200 } }, shipmentReference = "CZ-17", expectedDelivery = Host.Today.AddDays(20) }));
        var reserved = await response.ReadAsync(HttpStatusCode.Created);
        Assert.Equal($"/v1/certificates/{id}/drawdowns/{reserved.Id()}", response.Headers.Location!.OriginalString);
        Assert.Equal(("reserved", "CZE", "TCD", "CZ-17"), (reserved.Text("status"), reserved.Text("drawingState"), reserved.Text("issuingState"), reserved.Text("shipmentReference")));
        Assert.Equal("""[{"line":1,"quantity":200,"delivered":0},{"line":2,"quantity":10,"delivered":0}]""", reserved["lines"]!.ToJsonString());
        Assert.Equal(Host.Clock.GetUtcNow().AddDays(30), reserved["reservedUntil"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMinutes(10));
        Assert.Equal((200, 0), await Host.BalanceAsync(id, 1));

        var committed = await Host.CommitAsync(id, reserved.Id(), "CZE/licensing");
        Assert.Equal(("committed", Host.Today.AddDays(20)), (committed.Text("status"), DateOnly.Parse(committed.Text("deliveryDueOn"), CultureInfo.InvariantCulture)));
        Assert.Null(committed["reservedUntil"]);
        Assert.Equal((200, 0), await Host.BalanceAsync(id, 1));
        Assert.Equal("not-reserved", (await Host.CommitAsync(id, reserved.Id(), "CZE/licensing", HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Draws_at_once()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 500, commit: true));
        Assert.Equal(("committed", Host.Today.AddDays(90)), (drawn.Text("status"), DateOnly.Parse(drawn.Text("deliveryDueOn"), CultureInfo.InvariantCulture)));
        Assert.Equal((500, 0), await Host.BalanceAsync(id, 1, "KEN/licensing"));
    }

    [Fact]
    public async Task Refuses_more_than_is_left_of_any_line_and_draws_nothing_but_tells_the_network()
    {
        var id = await Host.IssueAsync();
        await Host.CommittedAsync(id, "KEN/licensing", 2, 9_999);
        var refused = await Host.DrawAsync(id, "CZE/licensing",
            new { lines = new[] { new { line = 1, quantity = 500 }, new { line = 2, quantity = 2 } } }, HttpStatusCode.Conflict);
        Assert.Equal(("overdrawn", 2, 1), (refused.Code(), refused["line"]!.GetValue<int>(), refused["available"]!.GetValue<int>()));
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
        Assert.Empty((await Host.GetAsync("CZE/licensing", $"/v1/certificates/{id}/drawdowns")).Items());
        var told = await Host.PublishedAsync<CertificateOverdrawn>(o => o.CertificateId == id);
        Assert.Equal(("TCD", "CZE", 2, 2, 1), (told.IssuingState, told.DrawingState, told.Line, told.Requested, told.Available));
    }

    [Fact]
    public async Task An_overdraft_is_told_though_its_request_has_an_idempotency_key_and_may_be_sent_again_with_it()
    {
        var id = await Host.IssueAsync();
        using var client = Host.As("CZE/licensing");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");
        var refused = await client.PostAsync($"/v1/certificates/{id}/drawdowns", Drawing.Of(1, 501), HttpStatusCode.Conflict);
        Assert.Equal("overdrawn", refused.Code());
        await Host.PublishedAsync<CertificateOverdrawn>(o => o.CertificateId == id && o.Requested == 501);
        await client.PostAsync($"/v1/certificates/{id}/drawdowns", Drawing.Of(1, 499), HttpStatusCode.Created);
        Assert.Equal((499, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task A_repeated_request_draws_once()
    {
        var id = await Host.IssueAsync();
        using var client = Host.As("CZE/licensing");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-2");
        var first = await client.PostAsync($"/v1/certificates/{id}/drawdowns", Drawing.Of(1, 100), HttpStatusCode.Created);
        var second = await client.PostAsync($"/v1/certificates/{id}/drawdowns", Drawing.Of(1, 100), HttpStatusCode.Created);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        var cancel = $"/v1/certificates/{id}/drawdowns/{first.Id()}/cancel";
        await client.PostAsync(cancel, new { reason = "Twice." }, HttpStatusCode.OK);
        await client.PostAsync(cancel, new { reason = "Twice." }, HttpStatusCode.OK);
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task A_certificate_of_single_use_serves_one_drawdown_until_it_is_cancelled()
    {
        var id = await Host.IssueAsync(("singleUse", true));
        var first = await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100));
        Assert.Equal("already-used", (await Host.DrawAsync(id, "KEN/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
        Assert.Equal("already-used", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(2, 1), HttpStatusCode.Conflict)).Code());
        Assert.Equal((100, 0), await Host.BalanceAsync(id, 1));
        await Host.CancelAsync(id, first.Id(), "CZE/licensing");
        await Host.CommittedAsync(id, "KEN/licensing", 1, 1);
        Assert.Equal("already-used", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task The_network_is_told_when_a_certificate_of_single_use_is_drawn_on_again()
    {
        var id = await Host.IssueAsync(("singleUse", true));
        await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        using var client = Host.As("KEN/licensing");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-3");
        await client.PostAsync($"/v1/certificates/{id}/drawdowns", Drawing.Of(2, 7), HttpStatusCode.Conflict);
        var told = await Host.PublishedAsync<CertificateOverdrawn>(o => o.CertificateId == id);
        Assert.Equal(("TCD", "KEN", 2, 7, 0), (told.IssuingState, told.DrawingState, told.Line, told.Requested, told.Available));
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 2));
    }

    [Fact]
    public async Task A_certificate_of_single_use_stays_used_when_its_goods_have_arrived()
    {
        var id = await Host.IssueAsync(("singleUse", true));
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        await Host.DeliverAsync(id, drawn, 1, 100);
        Assert.Equal("already-used", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
    }

    [Theory]
    [InlineData("suspend", "certificate-suspended")]
    [InlineData("revoke", "certificate-revoked")]
    public async Task Draws_and_commits_nothing_on_a_certificate_that_does_not_stand(string verb, string code)
    {
        var id = await Host.IssueAsync();
        var reserved = await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100));
        await Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/{verb}", new { reason = "Under review." }, HttpStatusCode.OK);
        Assert.Equal(code, (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
        Assert.Equal(code, (await Host.CommitAsync(id, reserved.Id(), "CZE/licensing", HttpStatusCode.Conflict)).Code());
        await Host.CancelAsync(id, reserved.Id(), "CZE/licensing");
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Draws_nothing_on_a_certificate_that_was_corrected()
    {
        var id = await Host.IssueAsync();
        await Host.IssueAsync(("supersedes", id));
        Assert.Equal("certificate-superseded", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Draws_nothing_before_the_first_day()
    {
        var id = await Host.IssueAsync(("validFrom", $"{Host.Today.AddDays(1):yyyy-MM-dd}"));
        Assert.Equal("certificate-not-yet-valid", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Draws_nothing_on_a_certificate_of_delivery()
    {
        var id = await Host.IssueAsync(
            ("type", "delivery_verification_certificate"), ("endUse", null), ("assurances", null), ("deliveredOn", $"{Host.Today:yyyy-MM-dd}"));
        Assert.Equal("certificate-of-delivery", (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Only_a_licensing_authority_of_another_State_that_sees_it_in_full_draws()
    {
        var id = await Host.IssueAsync();
        await Host.DrawAsync(id, "TCD/licensing", Drawing.Of(1, 1), HttpStatusCode.Forbidden);
        await Host.DrawAsync(id, "UGA/licensing", Drawing.Of(1, 1), HttpStatusCode.Forbidden);
        await Host.DrawAsync(id, "TZA/licensing", Drawing.Of(1, 1), HttpStatusCode.NotFound);
        await Host.DrawAsync(Guid.CreateVersion7(), "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.NotFound);
        await Host.DrawAsync(id, "CZE/customs", Drawing.Of(1, 1), HttpStatusCode.Forbidden);
        using var customs = Host.As("CZE/customs", [Functions.Customs], [Scopes.CertificatesDraw]);
        foreach (var path in new[] { id, Guid.CreateVersion7() })
            Assert.Equal("forbidden", (await customs.PostAsync($"/v1/certificates/{path}/drawdowns", Drawing.Of(1, 1), HttpStatusCode.Forbidden)).Code());
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
    }

    [Theory]
    [InlineData("""{}""", 422, "lines")]
    [InlineData("""{"lines":[]}""", 422, "lines")]
    [InlineData("""{"lines":[null]}""", 422, "lines[0]")]
    [InlineData("""{"lines":[{}]}""", 422, "lines[0].line lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":0}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":-1}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":-9223372036854775808}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":1.5}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":1e-9}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":1000000001}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":9223372036854775808}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":1e40}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":1,"quantity":null}]}""", 422, "lines[0].quantity")]
    [InlineData("""{"lines":[{"line":3,"quantity":1}]}""", 422, "lines[0].line")]
    [InlineData("""{"lines":[{"line":0,"quantity":1}]}""", 422, "lines[0].line")]
    [InlineData("""{"lines":[{"line":-1,"quantity":1}]}""", 422, "lines[0].line")]
    [InlineData("""{"lines":[{"line":1,"quantity":1},{"line":1,"quantity":1}]}""", 422, "lines[1].line")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"shipmentReference":" "}""", 422, "shipmentReference")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"shipmentReference":"a\u202Eb"}""", 422, "shipmentReference")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"expectedDelivery":"2020-01-01"}""", 422, "expectedDelivery")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"expectedDelivery":"9999-12-31"}""", 422, "expectedDelivery")]
    [InlineData("""{"lines":[{"line":1,"quantity":"1"}]}""", 400, "")]
    [InlineData("""{"lines":[{"line":1.5,"quantity":1}]}""", 400, "")]
    [InlineData("""{"lines":[{"line":4294967297,"quantity":1}]}""", 400, "")]
    [InlineData("""{"lines":[{"line":1,"quantity":1,"quantity":2}]}""", 400, "")]
    [InlineData("""{"lines":[{"line":1,"quantity":1,"state":"KEN"}]}""", 400, "")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"drawingState":"KEN"}""", 400, "")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"commit":"true"}""", 400, "")]
    [InlineData("""{"lines":[{"line":1,"quantity":1}],"expectedDelivery":"soon"}""", 400, "")]
    [InlineData("""[]""", 400, "")]
    [InlineData("""{"lines":""", 400, "")]
    public async Task Refuses_what_is_no_drawing(string body, int status, string fields)
    {
        var id = await Host.IssueAsync();
        var refused = await Host.DrawAsync(id, "CZE/licensing", body, (HttpStatusCode)status);
        if (status == 422) Assert.Equal(fields.Split(' '), refused.Fields());
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Refuses_more_lines_than_a_certificate_can_have()
    {
        var id = await Host.IssueAsync();
        var lines = new JsonArray([.. Enumerable.Range(1, 101).Select(i => (JsonNode)new JsonObject { ["line"] = i, ["quantity"] = 1 })]);
        Assert.Equal(["lines"], (await Host.DrawAsync(id, "CZE/licensing", new { lines }, HttpStatusCode.UnprocessableEntity)).Fields());
    }
}
