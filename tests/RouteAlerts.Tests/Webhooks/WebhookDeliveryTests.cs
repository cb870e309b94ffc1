using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Webhooks;
using Exchange.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Webhooks;

public sealed class WebhookDeliveryTests
{
    private readonly MovableClock clock = new();

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_failing_delivery_is_tried_over_three_days_and_then_its_subscription_is_disabled(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider, clock);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Results.StatusCode(500);
        var subscription = await alerting.SubscribeAsync("EAC/secretariat", receiver.Url, at: clock.GetUtcNow());
        await alerting.PublishAsync(new CaseReported(Facts.Case(Facts.To("EAC"))));
        var first = clock.GetUtcNow();
        var gaps = new List<TimeSpan>();

        for (var attempt = 1; attempt < RetrySchedule.Attempts; attempt++)
        {
            var delivery = await DeliveryAsync(alerting, subscription, d => d.Attempts() == attempt);
            Assert.Equal(("pending", 500, "status"), (delivery.Text("status"), delivery["lastStatusCode"]!.GetValue<int>(), delivery.Text("lastError")));
            var due = delivery["nextAttemptAt"]!.GetValue<DateTimeOffset>();
            gaps.Add(due - delivery["history"]!.AsArray()[^1]!["at"]!.GetValue<DateTimeOffset>());
            clock.Advance(due - clock.GetUtcNow());
        }
        var failed = await DeliveryAsync(alerting, subscription, d => d.Text("status") == "failed");

        Assert.Equal(RetrySchedule.Attempts, failed.Attempts());
        Assert.Equal(RetrySchedule.Attempts, failed["history"]!.AsArray().Count);
        Assert.InRange(gaps[0], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.InRange(clock.GetUtcNow() - first, TimeSpan.FromHours(71), TimeSpan.FromHours(80));
        var disabled = await Eventually.GetAsync("it is disabled", async () =>
            await alerting.GetAsync("EAC/secretariat", $"/v1/subscriptions/{subscription.Id()}", clock.GetUtcNow()) is var s && s.Text("status") == "disabled" ? s : null);
        Assert.Equal("failing", disabled.Text("disabledReason"));
        Assert.Single(receiver.Deliveries.Select(d => d.Id).Distinct());
        Assert.Equal(receiver.Deliveries.Count, receiver.Deliveries.Select(d => d.Timestamp).Distinct().Count());
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_receiver_that_is_gone_is_disabled_at_once_and_can_be_enabled_and_replayed(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Results.StatusCode(410);
        var subscription = await alerting.SubscribeAsync("EAC/secretariat", receiver.Url);
        var path = $"/v1/subscriptions/{subscription.Id()}";
        var facts = Facts.Case(Facts.To("EAC"));
        await alerting.RaiseAsync(facts);
        var failed = await DeliveryAsync(alerting, subscription, d => d.Text("status") == "failed");
        Assert.Equal(("disabled", "gone"), ((await alerting.GetAsync("EAC/secretariat", path)).Text("status"), (await alerting.GetAsync("EAC/secretariat", path)).Text("disabledReason")));
        await alerting.RaiseAsync(Facts.Case(Facts.To("EAC")));
        await alerting.PostAsync("EAC/secretariat", $"{path}/deliveries/{failed.Id()}/replay", null, HttpStatusCode.Conflict);

        receiver.Answer = _ => Results.Ok("x".PadRight(100_000));
        Assert.Equal("active", (await alerting.PostAsync("EAC/secretariat", $"{path}/enable", null, HttpStatusCode.OK)).Text("status"));
        await alerting.PostAsync("EAC/secretariat", $"{path}/deliveries/{failed.Id()}/replay", null, HttpStatusCode.Accepted);

        var replayed = await DeliveryAsync(alerting, subscription, d => d.Text("status") == "delivered");
        Assert.Equal(failed.Id(), replayed.Id());
        Assert.Equal([410, 200], replayed["history"]!.AsArray().Select(h => h!["statusCode"]!.GetValue<int>()));
        Assert.Equal(2, receiver.Deliveries.Count);
        Assert.Single(receiver.Deliveries.Select(d => d.Id).Distinct());
        Assert.All(receiver.Deliveries, d => Assert.True(d.IsSignedBy(subscription.Text("publicKey"))));
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = d => d.Path == "/inside" ? Results.NoContent() : Results.Redirect(new Uri(receiver.Url, "/inside").ToString(), preserveMethod: true);
        var subscription = await alerting.SubscribeAsync("EAC/secretariat", receiver.Url);
        await alerting.RaiseAsync(Facts.Case(Facts.To("EAC")));

        var delivery = await DeliveryAsync(alerting, subscription, d => d.Attempts() == 1);

        Assert.Equal(("pending", "redirect", 307), (delivery.Text("status"), delivery.Text("lastError"), delivery["lastStatusCode"]!.GetValue<int>()));
        Assert.DoesNotContain(receiver.Deliveries, d => d.Path == "/inside");
    }

    [Fact]
    public async Task Without_the_operators_leave_the_loopback_is_not_sent_to()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite, allowLoopback: false);
        // A name, since an address would be refused at once; localhost would be too.
        var subscription = await alerting.SubscribeAsync("EAC/secretariat", new Uri($"https://{Dns.GetHostName()}:{receiver.Url.Port}/"));
        await alerting.RaiseAsync(Facts.Case(Facts.To("EAC")));

        Assert.Equal("no_public_address", (await DeliveryAsync(alerting, subscription, d => d.Attempts() == 1)).Text("lastError"));
        Assert.Empty(receiver.Deliveries);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_the_subscriber_may_no_longer_see_when_it_is_due_is_not_sent(bool suspended)
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite, clock);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Results.StatusCode(503);
        var subscription = await alerting.SubscribeAsync("UGA/customs", receiver.Url, at: clock.GetUtcNow());
        var facts = Facts.Case(Facts.To("UGA"));
        await alerting.PublishAsync(new CaseReported(facts));
        await DeliveryAsync(alerting, subscription, d => d.Attempts() == 1, "UGA/customs");
        receiver.Answer = _ => Results.NoContent();

        var trust = alerting.Network["UGA"].Trust;
        if (suspended)
        {
            await TestNetwork.TellAsync(alerting.Host.Services, trust with { Status = "suspended", Version = 2 });
        }
        else
        {
            await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Releases = [] }));
            await receiver.WaitForAsync("the withdrawal", d => d.Is("alert.withdrawn"));
        }
        clock.Advance(TimeSpan.FromMinutes(1));
        if (suspended)
        {
            await Eventually.HoldsAsync("nothing is pending any more", async () =>
            {
                await using var scope = alerting.Host.Services.CreateAsyncScope();
                return !await scope.ServiceProvider.GetRequiredService<AlertsDb>().Deliveries.AnyAsync(d => d.State == WebhookDeliveryState.Pending);
            });
            await TestNetwork.TellAsync(alerting.Host.Services, trust with { Version = 3 });
        }

        var cancelled = await DeliveryAsync(alerting, subscription, d => d.Text("type") == "alert.issued" && d.Text("status") == "cancelled", "UGA/customs");
        Assert.Equal(1, cancelled.Attempts());
        Assert.Single(receiver.Deliveries, d => d.Is("alert.issued"));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Of_two_replicas_one_sends_each_delivery(Provider provider)
    {
        const int cases = 30;
        await using var alerting = await Alerting.StartAsync(provider, clock);
        await alerting.StartHostAsync(clock);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Results.StatusCode(503);
        var subscriptions = new[]
        {
            await alerting.SubscribeAsync("EAC/secretariat", receiver.Url, at: clock.GetUtcNow()),
            await alerting.SubscribeAsync("UGA/customs", receiver.Url, at: clock.GetUtcNow()),
        };
        for (var i = 0; i < cases; i++) await alerting.PublishAsync(new CaseReported(Facts.Case(Facts.To("EAC"), Facts.To("UGA"))));
        await Eventually.HoldsAsync("all were refused once", () => receiver.Deliveries.Count == cases * subscriptions.Length);
        await Eventually.HoldsAsync("the refusals are stored", async () =>
            (await Task.WhenAll(DeliveriesAsync(alerting, subscriptions[0]), DeliveriesAsync(alerting, subscriptions[1], "UGA/customs"))).Sum(d => d.Count(x => x.Attempts() == 1)) == cases * 2);

        receiver.Answer = _ => Results.NoContent();
        var before = receiver.Deliveries.Count;
        clock.Advance(TimeSpan.FromSeconds(6));
        await Eventually.HoldsAsync("all are delivered", async () =>
            (await DeliveriesAsync(alerting, subscriptions[0])).Concat(await DeliveriesAsync(alerting, subscriptions[1], "UGA/customs"))
            .Count(d => d.Text("status") == "delivered") == cases * 2);

        Assert.Equal(cases * 2, receiver.Deliveries.Count - before);
        Assert.Equal(cases * 2, receiver.Deliveries.Skip(before).Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_slow_receiver_holds_up_nobody_else()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        using var release = new ManualResetEventSlim();
        slow.Answer = _ =>
        {
            release.Wait(TimeSpan.FromSeconds(30));
            return Results.NoContent();
        };
        await alerting.SubscribeAsync("UGA/customs", slow.Url);
        await alerting.SubscribeAsync("EAC/secretariat", quick.Url);

        for (var i = 0; i < 10; i++) await alerting.PublishAsync(new CaseReported(Facts.Case(Facts.To("UGA"), Facts.To("EAC"))));
        await Eventually.HoldsAsync("the quick one has all", () => quick.Deliveries.Count == 10, TimeSpan.FromSeconds(10));
        Assert.InRange(slow.Deliveries.Count, 1, 4);

        release.Set();
        await Eventually.HoldsAsync("the slow one has all too", () => slow.Deliveries.Count == 10);
    }

    [Fact]
    public void The_schedule_grows_and_ends_after_three_days()
    {
        var least = Enumerable.Range(1, RetrySchedule.Attempts - 1).Select(n => RetrySchedule.After(n, 0)!.Value).ToList();
        Assert.Equal(least.Order(), least);
        Assert.InRange(least.Aggregate((a, b) => a + b), TimeSpan.FromHours(71), TimeSpan.FromHours(73));
        Assert.All(least.Select((delay, i) => RetrySchedule.After(i + 1, 0.999)!.Value / delay), ratio => Assert.InRange(ratio, 1.05, 1.1));
        Assert.Null(RetrySchedule.After(RetrySchedule.Attempts, 0));
    }

    private Task<JsonObject> DeliveryAsync(Alerting alerting, JsonObject subscription, Func<JsonObject, bool> matches, string identity = "EAC/secretariat") =>
        Eventually.GetAsync("the delivery", async () => (await DeliveriesAsync(alerting, subscription, identity)).FirstOrDefault(matches));

    // Tokens are of the clock of the host, which is the machine's where a test has not set it.
    private async Task<List<JsonObject>> DeliveriesAsync(Alerting alerting, JsonObject subscription, string identity = "EAC/secretariat") =>
        [.. (await alerting.GetAsync(identity, $"/v1/subscriptions/{subscription.Id()}/deliveries?limit=200", clock.GetUtcNow()))["items"]!.AsArray().Select(d => d!.AsObject())];
}
