using System.Net;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

/// <summary>Many draw on one certificate at once, through several hosts on the same PostgreSQL: exactly what there is is drawn, and nobody waits in a circle.</summary>
public sealed class ConcurrentDrawingTests
{
    private const int AtOnce = 64;

    [Fact]
    public async Task Sixty_four_draw_exactly_what_there_is()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Postgres);
        ServiceHost[] replicas = [host.Host, await host.StartHostAsync()];
        var id = await host.IssueAsync();
        // 500 by 13 each: 38 of them, and 6 are left.
        var answers = await AllAtOnceAsync(host, replicas, id, _ => Drawing.Of(1, 13, commit: true));
        Assert.Equal(38, answers.Count(a => a == HttpStatusCode.Created));
        Assert.Equal(AtOnce - 38, answers.Count(a => a == HttpStatusCode.Conflict));
        Assert.Equal((38 * 13, 0), await host.BalanceAsync(id, 1));
        Assert.Equal(38, (await host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?limit=200")).Items().Count);
    }

    [Fact]
    public async Task Lines_named_in_any_order_are_drawn_all_or_none()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Postgres);
        ServiceHost[] replicas = [host.Host, await host.StartHostAsync()];
        var goods = Enumerable.Range(1, 8).Select(line => new { line, category = "assault_rifle", quantity = line == 5 ? 30 : 1_000 });
        var id = await host.IssueAsync(("goods", System.Text.Json.JsonSerializer.SerializeToNode(goods)));
        var answers = await AllAtOnceAsync(host, replicas, id, i =>
        {
            var lines = Enumerable.Range(1, 8).ToArray();
            new Random(i).Shuffle(lines);
            return new { lines = lines.Select(line => new { line, quantity = 1 }) };
        });
        Assert.Equal(30, answers.Count(a => a == HttpStatusCode.Created));
        Assert.Equal(AtOnce - 30, answers.Count(a => a == HttpStatusCode.Conflict));
        for (var line = 1; line <= 8; line++) Assert.Equal((30, 0), await host.BalanceAsync(id, line));
    }

    [Fact]
    public async Task Of_sixty_four_one_uses_a_certificate_of_single_use()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Postgres);
        ServiceHost[] replicas = [host.Host, await host.StartHostAsync()];
        var id = await host.IssueAsync(("singleUse", true));
        var answers = await AllAtOnceAsync(host, replicas, id, i => Drawing.Of((i % 2) + 1, 1));
        Assert.Equal(1, answers.Count(a => a == HttpStatusCode.Created));
        Assert.Equal(AtOnce - 1, answers.Count(a => a == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Drawing_cancelling_and_delivering_at_once_loses_nothing()
    {
        await using var host = await CertificateHost.StartAsync(Provider.Postgres);
        ServiceHost[] replicas = [host.Host, await host.StartHostAsync()];
        var id = await host.IssueAsync();
        var drawn = new List<Guid>();
        for (var i = 0; i < 16; i++) drawn.Add(await host.CommittedAsync(id, "CZE/licensing", 1, 10));
        await Task.WhenAll(drawn.SelectMany((drawdown, i) => new[] { CancelAsync(drawdown, i), DeliverAsync(drawdown, i), DeliverAsync(drawdown, i + 1) })
            .Append(AllAtOnceAsync(host, replicas, id, _ => Drawing.Of(1, 1))));

        var all = (await host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?limit=200")).Items();
        var standing = all.Where(d => d.Text("status") is not "cancelled").SelectMany(d => d["lines"]!.AsArray()).ToList();
        Assert.Equal(
            (standing.Sum(l => l!["quantity"]!.GetValue<long>()), standing.Sum(l => l!["delivered"]!.GetValue<long>())), await host.BalanceAsync(id, 1));
        Assert.All(all.Where(d => d.Text("status") is "cancelled"), d => Assert.Equal(0, d["lines"]![0]!["delivered"]!.GetValue<long>()));

        async Task CancelAsync(Guid drawdown, int i)
        {
            using var client = host.As("CZE/licensing", replicas[i % 2]);
            using var answer = await client.PostAsync($"/v1/certificates/{id}/drawdowns/{drawdown}/cancel", Http.Content(new { reason = "Called off." }));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        }

        async Task DeliverAsync(Guid drawdown, int i)
        {
            using var client = host.As("TCD/licensing", replicas[i % 2]);
            using var answer = await client.PostAsync($"/v1/certificates/{id}/deliveries",
                Http.Content(new { drawdownId = drawdown, lines = new[] { new { line = 1, quantity = 5 } }, deliveredOn = host.Today }));
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{answer.StatusCode}");
        }
    }

    private static async Task<HttpStatusCode[]> AllAtOnceAsync(CertificateHost host, ServiceHost[] replicas, Guid id, Func<int, object> body)
    {
        var ready = new TaskCompletionSource();
        var all = Enumerable.Range(0, AtOnce).Select(async i =>
        {
            using var client = host.As(i % 3 == 0 ? "KEN/licensing" : "CZE/licensing", replicas[i % replicas.Length]);
            using var content = Http.Content(body(i));
            await ready.Task;
            using var answer = await client.PostAsync($"/v1/certificates/{id}/drawdowns", content);
            return answer.StatusCode;
        }).ToList();
        ready.SetResult();
        return await Task.WhenAll(all);
    }
}
