using System.Net;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public sealed class EndReservationsTests
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_reservation_ends_by_itself_and_gives_back_what_it_held(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock, new() { ["EndUserCertificates:ReservationLifetime"] = "10.00:00:00" });
        var (id, single) = (await host.IssueAsync(), await host.IssueAsync(("singleUse", true)));
        var over = (await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 300))).Id();
        var used = (await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 100, commit: true))).Id();
        await host.DrawAsync(single, "CZE/licensing", Drawing.Of(1, 100));
        clock.Advance(TimeSpan.FromDays(9));
        var held = (await host.DrawAsync(id, "KEN/licensing", Drawing.Of(1, 50))).Id();
        Assert.Equal((450, 0), await host.BalanceAsync(id, 1));

        clock.Advance(TimeSpan.FromDays(1));
        await Eventually.HoldsAsync("the reservations are ended", async () => await host.BalanceAsync(id, 1) == (150, 0) && await host.BalanceAsync(single, 1) == (0, 0));
        Assert.Equal(["expired", "committed", "reserved"], await Task.WhenAll(new[] { over, used, held }.Select(StatusAsync)));
        Assert.Equal("not-reserved", (await host.CommitAsync(id, over, "CZE/licensing", HttpStatusCode.Conflict)).Code());
        await host.DrawAsync(single, "KEN/licensing", Drawing.Of(1, 100));

        async Task<string> StatusAsync(Guid drawdown) => (await host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns/{drawdown}")).Text("status");
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task A_reservation_that_is_over_is_not_committed_though_nothing_has_ended_it_yet(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock, configure: Drawing.WithoutEndOfReservations);
        var id = await host.IssueAsync();
        var over = (await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 300))).Id();
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("reservation-ended", (await host.CommitAsync(id, over, "CZE/licensing", HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Of_several_replicas_one_ends_each()
    {
        const int Reservations = 150;
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(Provider.Postgres, clock, configure: Drawing.WithoutEndOfReservations);
        ServiceHost[] replicas = [host.Host, await host.StartHostAsync(configure: Drawing.WithoutEndOfReservations), await host.StartHostAsync(configure: Drawing.WithoutEndOfReservations)];
        var workers = replicas.Select(Drawing.EndOfReservations).ToList();
        var id = await host.IssueAsync();
        for (var i = 0; i < Reservations; i++) await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1));
        await host.CommittedAsync(id, "KEN/licensing", 1, 5);
        clock.Advance(TimeSpan.FromDays(31));

        var ended = 0;
        await Task.WhenAll(workers.Select(async worker =>
        {
            int batch;
            do
            {
                Interlocked.Add(ref ended, batch = await worker.EndBatchAsync(default));
            }
            while (batch > 0);
        }));
        while (await workers[0].EndBatchAsync(default) is > 0 and var left) ended += left;
        Assert.Equal(Reservations, ended);
        Assert.Equal((5, 0), await host.BalanceAsync(id, 1));
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Nothing_is_drawn_or_committed_after_the_last_day_of_a_certificate(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock);
        var id = await host.IssueAsync(("validUntil", $"{host.Today.AddDays(2):yyyy-MM-dd}"));
        clock.Advance(TimeSpan.FromDays(2));
        var reserved = (await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1))).Id();
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("certificate-expired", (await host.DrawAsync(id, "CZE/licensing", Drawing.Of(1, 1), HttpStatusCode.Conflict)).Code());
        Assert.Equal("certificate-expired", (await host.CommitAsync(id, reserved, "CZE/licensing", HttpStatusCode.Conflict)).Code());
        await host.CancelAsync(id, reserved, "CZE/licensing");
    }
}
