using System.Net;
using Exchange.Contracts;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public abstract class WithdrawDeliveryTests(SharedHost shared)
{
    [Collection(OnSqlite.Name)] public sealed class Sqlite(SqliteHost host) : WithdrawDeliveryTests(host);

    [Collection(OnPostgres.Name)] public sealed class Postgres(PostgresHost host) : WithdrawDeliveryTests(host);

    private CertificateHost Host => shared.Host;

    [Fact]
    public async Task What_was_wrongly_confirmed_is_under_way_again_and_can_be_confirmed_rightly()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        var kept = (await Host.DeliverAsync(id, drawn, 1, 20)).Id();
        var wrong = (await Host.DeliverAsync(id, drawn, 1, 80)).Id();
        Assert.Equal("delivered", await StatusAsync());

        var withdrawn = await Host.WithdrawDeliveryAsync(id, wrong);
        Assert.Equal(("Counted twice.", "licensing"), (withdrawn.Text("withdrawalReason"), withdrawn.Text("withdrawnBy")));
        Assert.Equal("committed", await StatusAsync());
        Assert.Equal((100, 20), await Host.BalanceAsync(id, 1));
        Assert.Equal("already-withdrawn", (await Host.WithdrawDeliveryAsync(id, wrong, HttpStatusCode.Conflict)).Code());
        Assert.Equal((100, 20), await Host.BalanceAsync(id, 1));
        await Host.DeliverAsync(id, drawn, 1, 8);
        Assert.Equal((100, 28), await Host.BalanceAsync(id, 1));

        // What remains unconfirmed after all is given back only when nothing of it counts as delivered.
        await Host.CancelAsync(id, drawn, "CZE/licensing", HttpStatusCode.Conflict);
        await Host.WithdrawDeliveryAsync(id, kept);
        Assert.Equal((100, 8), await Host.BalanceAsync(id, 1));

        async Task<string> StatusAsync() => (await Host.GetAsync("CZE/licensing", $"/v1/certificates/{id}/drawdowns/{drawn}")).Text("status");
    }

    [Fact]
    public async Task Both_States_see_that_it_was_withdrawn_and_why()
    {
        var id = await Host.IssueAsync();
        var delivery = (await Host.DeliverAsync(id, await Host.CommittedAsync(id, "CZE/licensing", 1, 10), 1, 10)).Id();
        await Host.WithdrawDeliveryAsync(id, delivery);
        foreach (var identity in new[] { "TCD/licensing", "CZE/licensing" })
        {
            var shown = Assert.Single((await Host.GetAsync(identity, $"/v1/certificates/{id}/deliveries")).Items());
            Assert.Equal("Counted twice.", shown.Text("withdrawalReason"));
            Assert.NotNull(shown["withdrawnAt"]);
            Assert.Equal(identity == "TCD/licensing" ? "licensing" : null, shown["withdrawnBy"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task Only_customs_or_licensing_of_the_importing_State_withdraw()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 10);
        var delivery = (await Host.DeliverAsync(id, drawn, 1, 4)).Id();
        await Host.WithdrawDeliveryAsync(id, delivery, HttpStatusCode.Forbidden, "CZE/licensing");
        await Host.WithdrawDeliveryAsync(id, delivery, HttpStatusCode.NotFound, "UGA/licensing");
        await Host.WithdrawDeliveryAsync(id, delivery, HttpStatusCode.NotFound, "TZA/licensing");
        await Host.WithdrawDeliveryAsync(id, drawn, HttpStatusCode.NotFound);
        await Host.WithdrawDeliveryAsync(await Host.IssueAsync(), delivery, HttpStatusCode.NotFound);
        using (var police = Host.As("TCD/police", [Functions.LawEnforcement], [Scopes.CertificatesDraw]))
            await police.PostAsync($"/v1/certificates/{id}/deliveries/{delivery}/withdraw", new { reason = "x" }, HttpStatusCode.Forbidden);
        Assert.Equal((10, 4), await Host.BalanceAsync(id, 1));
        using (var customs = Host.As("TCD/customs", [Functions.Customs], [Scopes.CertificatesDraw]))
            await customs.PostAsync($"/v1/certificates/{id}/deliveries/{delivery}/withdraw", new { reason = "x" }, HttpStatusCode.OK);
        Assert.Equal((10, 0), await Host.BalanceAsync(id, 1));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"reason":" "}""")]
    [InlineData("""{"reason":"a\u0000b"}""")]
    public async Task Wants_a_reason(string body)
    {
        var id = await Host.IssueAsync();
        var delivery = (await Host.DeliverAsync(id, await Host.CommittedAsync(id, "CZE/licensing", 1, 10), 1, 10)).Id();
        Assert.Equal(["reason"], (await Host.PostAsync("TCD/licensing", $"/v1/certificates/{id}/deliveries/{delivery}/withdraw", body, HttpStatusCode.UnprocessableEntity)).Fields());
        Assert.Equal((10, 10), await Host.BalanceAsync(id, 1));
    }

    [Fact]
    public async Task Of_many_who_withdraw_at_once_one_does()
    {
        var id = await Host.IssueAsync();
        var drawn = await Host.CommittedAsync(id, "CZE/licensing", 1, 100);
        await Host.DeliverAsync(id, drawn, 1, 50);
        var delivery = (await Host.DeliverAsync(id, drawn, 1, 40)).Id();
        using var client = Host.As("TCD/licensing");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await client.PostAsync($"/v1/certificates/{id}/deliveries/{delivery}/withdraw", Http.Content(new { reason = "Counted twice." }));
            return answer.StatusCode;
        }));
        Assert.Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)], answers.Order());
        Assert.Equal((100, 50), await Host.BalanceAsync(id, 1));
    }
}
