using System.Net;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

public sealed class ListOutstandingTests
{
    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task Lists_for_both_States_what_is_overdue_the_longest_first_until_all_has_arrived(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock, new() { ["EndUserCertificates:DeliveryPatience"] = "60.00:00:00" });
        var id = await host.IssueAsync();
        var patient = await host.CommittedAsync(id, "CZE/licensing", 1, 10);
        var expected = await DrawAsync("CZE/licensing", 30);
        var kenyan = await DrawAsync("KEN/licensing", 30);
        var arrived = await DrawAsync("CZE/licensing", 30);
        var cancelled = await DrawAsync("CZE/licensing", 30);
        await host.DrawAsync(id, "CZE/licensing", new { lines = new[] { new { line = 1, quantity = 10 } }, expectedDelivery = host.Today.AddDays(30) });
        await host.DeliverAsync(id, arrived, 1, 10);
        await host.DeliverAsync(id, expected, 1, 9);
        await host.CancelAsync(id, cancelled, "CZE/licensing");

        clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty(await OutstandingAsync("TCD/licensing"));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([expected, kenyan], await OutstandingAsync("TCD/licensing"));
        Assert.Equal([expected], await OutstandingAsync("CZE/customs"));
        Assert.Equal([kenyan], await OutstandingAsync("KEN/licensing"));
        Assert.Empty(await OutstandingAsync("UGA/licensing"));
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal([expected, kenyan, patient], await OutstandingAsync("TCD/licensing"));
        Assert.Equal([expected, kenyan, patient], await OutstandingAsync("TCD/licensing", "?limit=1"));
        var last = (await host.DeliverAsync(id, expected, 1, 1)).Id();
        Assert.Equal([kenyan, patient], await OutstandingAsync("TCD/licensing", "?limit=2"));
        await host.WithdrawDeliveryAsync(id, last);
        Assert.Equal([expected, kenyan, patient], await OutstandingAsync("TCD/licensing"));
        await host.GetAsync("TCD/licensing", "/v1/deliveries/outstanding?cursor=x", HttpStatusCode.UnprocessableEntity);

        async Task<Guid> DrawAsync(string identity, int days) => (await host.DrawAsync(id, identity,
            new { lines = new[] { new { line = 1, quantity = 10 } }, commit = true, expectedDelivery = host.Today.AddDays(days) })).Id();

        async Task<List<Guid>> OutstandingAsync(string identity, string query = "?limit=50")
        {
            var (found, cursor) = (new List<Guid>(), "");
            do
            {
                var page = await host.GetAsync(identity, $"/v1/deliveries/outstanding{query}{cursor}");
                found.AddRange(page.Items().Select(d => d.Id()));
                cursor = page["next"] is { } next ? $"&cursor={Uri.EscapeDataString(next.GetValue<string>())}" : "";
            }
            while (cursor.Length > 0);
            return found;
        }
    }
}
