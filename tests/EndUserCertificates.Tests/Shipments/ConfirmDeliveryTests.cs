using System.Net;
using Exchange.Contracts;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class ConfirmDeliveryTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : ConfirmDeliveryTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : ConfirmDeliveryTests(host);

    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task Confirms_in_parts_until_all_has_arrived()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        var first = await Host.DeliverAsync(id, drawn, 1, 60);
        Assert.Equal(("TCD", "CZE", drawn), (first.Text("importingState"), first.Text("drawingState"), first["drawdownId"]!.GetValue<Guid>()));
        Assert.Equal(("committed", 60), await StatusAsync());
        var refused = await Host.DeliverAsync(id, drawn, 1, 41, HttpStatusCode.Conflict);
        Assert.Equal(("more-than-drawn", 1, 40), (refused.Code(), refused["line"]!.GetValue<int>(), refused["available"]!.GetValue<int>()));
        await Host.DeliverAsync(id, drawn, 1, 40);
        Assert.Equal(("delivered", 100), await StatusAsync());
        Assert.Equal((100, 100), await Host.BalanceAsync(id, 1));
        Assert.Equal("more-than-drawn", (await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Conflict)).Code());

        async Task<(string, long)> StatusAsync()
        {
            var shown = await Host.GetAsync("CZE/licensing", $"/v1/certificates/{id}/drawdowns/{drawn}");
            return (shown.Text("status"), shown["lines"]![0]!["delivered"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Confirms_nothing_that_has_not_left()
    {
        var id = await Host.IssueAsync();
        var drawn = (await Host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100))).Id();
        Assert.Equal("not-committed", (await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Conflict)).Code());
        await Host.CancelAsync(id, drawn, "CZE/licensing");
        Assert.Equal("not-committed", (await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Conflict)).Code());
        Assert.Equal((0, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Confirms_what_left_before_the_certificate_was_revoked()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        await Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/revoke", new { reason = "Misused." }, HttpStatusCode.OK);
        await Host.DeliverAsync(id, drawn, 1, 100);
    }

    [Fact]
    public async Task Only_customs_or_licensing_of_the_importing_State_confirm()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Forbidden, "CZE/licensing");
        await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Forbidden, "UGA/licensing");
        await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.NotFound, "TZA/licensing");
        await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.Forbidden, "TCD/customs");
        var body = new { drawdownId = drawn, lines = new[] { new { line = 1, quantity = 1 } }, deliveredOn = Host.Today };
        using (var police = Host.As("TCD/police", [Functions.LawEnforcement], [Scopes.CertificatesDraw]))
            await police.PostAsync($"/v1/certificates/{id}/deliveries", body, HttpStatusCode.Forbidden);
        using (var customs = Host.As("TCD/customs", [Functions.Customs], [Scopes.CertificatesDraw]))
            await customs.PostAsync($"/v1/certificates/{id}/deliveries", body, HttpStatusCode.Created);
        Assert.Equal((100, 1), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Both_States_see_a_delivery_and_no_other_does()
    {
        var id = await Host.IssueAsync();
        var (czech, kenyan) = (await Host.CommittedAsync(id, "CZE/licensing", 1, 10), await Host.CommittedAsync(id, "KEN/licensing", 1, 10));
        var (toCzech, toKenyan) = ((await Host.DeliverAsync(id, czech, 1, 10)).Id(), (await Host.DeliverAsync(id, kenyan, 1, 10)).Id());
        Assert.Equal([toCzech], await SeenAsync("CZE/customs"));
        Assert.Equal([toKenyan], await SeenAsync("KEN/licensing"));
        Assert.Equal([toKenyan, toCzech], await SeenAsync("TCD/licensing"));
        Assert.Equal([], await SeenAsync("UGA/licensing"));
        await Host.GetAsync("TZA/licensing", $"/v1/certificates/{id}/deliveries", HttpStatusCode.NotFound);
        var path = $"/v1/certificates/{id}/deliveries/{toCzech}";
        Assert.Equal("licensing", (await Host.GetAsync("TCD/licensing", path)).Text("confirmedBy"));
        Assert.Null((await Host.GetAsync("CZE/licensing", path))["confirmedBy"]);
        await Host.GetAsync("KEN/licensing", path, HttpStatusCode.NotFound);

        async Task<IReadOnlyList<Guid>> SeenAsync(string identity) =>
            [.. (await Host.GetAsync(identity, $"/v1/certificates/{id}/deliveries")).Items().Select(d => d.Id())];
    }

    [Theory]
    [InlineData("""{}""", "deliveredOn drawdownId lines")]
    [InlineData("""{"drawdownId":"00000000-0000-0000-0000-000000000000","lines":[{"line":1,"quantity":1}],"deliveredOn":"TODAY"}""", "drawdownId")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":2,"quantity":1}],"deliveredOn":"TODAY"}""", "lines[0].line")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1},{"line":1,"quantity":1}],"deliveredOn":"TODAY"}""", "lines[1].line")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":-1}],"deliveredOn":"TODAY"}""", "lines[0].quantity")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":0.5}],"deliveredOn":"TODAY"}""", "lines[0].quantity")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1e40}],"deliveredOn":"TODAY"}""", "lines[0].quantity")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1}],"deliveredOn":"2999-01-01"}""", "deliveredOn")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1}],"deliveredOn":"2001-01-01"}""", "deliveredOn")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1}],"deliveredOn":"TODAY","place":"a\nb"}""", "place")]
    [InlineData("""{"drawdownId":"DRAWDOWN","lines":[{"line":1,"quantity":1}],"deliveredOn":"TODAY","deliveryVerificationNumber":""}""", "deliveryVerificationNumber")]
    public async Task Refuses_what_is_no_delivery(string body, string fields)
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        body = body.Replace("DRAWDOWN", $"{drawn}", StringComparison.Ordinal).Replace("TODAY", $"{Host.Today:yyyy-MM-dd}", StringComparison.Ordinal);
        Assert.Equal(fields.Split(' '), (await Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/deliveries", body, HttpStatusCode.UnprocessableEntity)).Fields());
        Assert.Equal((100, 0), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task A_drawdown_of_another_certificate_is_none_of_this_one()
    {
        var (id, other) = (await Host.IssueAsync(), await Host.IssueAsync());
        var drawn = await Host.CommittedAsync(other, "CZE/licensing", 1, 100);
        Assert.Equal(["drawdownId"], (await Host.DeliverAsync(id, drawn, 1, 1, HttpStatusCode.UnprocessableEntity)).Fields());
    }

    [Fact]
    public async Task A_repeated_request_confirms_once()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        using var client = Host.As("TCD/licensing");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k-3");
        var body = new { drawdownId = drawn, lines = new[] { new { line = 1, quantity = 60 } }, deliveredOn = Host.Today };
        var first = await client.PostAsync($"/v1/certificates/{id}/deliveries", body, HttpStatusCode.Created);
        Assert.Equal(first.Id(), (await client.PostAsync($"/v1/certificates/{id}/deliveries", body, HttpStatusCode.Created)).Id());
        Assert.Equal((100, 60), await Host.BalanceAsync(id, 1));
    }
}
