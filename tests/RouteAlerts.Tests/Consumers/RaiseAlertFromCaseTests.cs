using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;
using Exchange.RouteAlerts.Alerts;
using Exchange.Testing;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Consumers;

public sealed class RaiseAlertFromCaseTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_reported_case_raises_an_alert_and_a_signed_webhook(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        await using var receiver = await WebhookReceiver.StartAsync();
        var subscription = await alerting.SubscribeAsync("EAC/secretariat", receiver.Url, new { countries = new[] { "KEN" } });
        var facts = Facts.Case(Facts.To("EAC"), Facts.To("UGA", ReleaseLevel.Full));

        var alert = await alerting.RaiseAsync(facts);
        var delivery = await receiver.WaitForAsync("the webhook", d => d.Body.Contains(alert.Id(), StringComparison.Ordinal));

        Assert.True(delivery.IsSignedBy(subscription.Text("publicKey")));
        Assert.False((delivery with { Body = delivery.Body + " " }).IsSignedBy(subscription.Text("publicKey")));
        var payload = JsonNode.Parse(delivery.Body)!.AsObject();
        Assert.Equal("alert.issued", payload.Text("type"));
        Assert.EndsWith("Z", payload.Text("timestamp"), StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"id":"{{alert.Id()}}","reference":"{{alert.Text("reference")}}","severity":"high","link":"http://127.0.0.1:8080/v1/alerts/{{alert.Id()}}"}""",
            payload["data"]!.ToJsonString());
        Assert.Equal("summary", (await alerting.AlertOfAsync(facts, "EAC/secretariat")).Text("level"));
        var full = await alerting.AlertOfAsync(facts, "UGA/police");
        Assert.Equal("full", full.Text("level"));
        // That it changed is told to whoever is shown every change.
        foreach (var counted in new[] { "version", "updatedAt" })
        {
            Assert.True(full.ContainsKey(counted));
            Assert.False((await alerting.AlertOfAsync(facts, "EAC/secretariat")).ContainsKey(counted));
        }
        Assert.Empty(await alerting.ListAsync("TZA/customs"));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_version_that_comes_late_or_twice_changes_nothing(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        var first = Facts.Case(Facts.To("UGA"), Facts.To("TZA"));
        var second = first with { Version = 2, Releases = [Facts.To("UGA")], Categories = ["manpads"] };

        await alerting.PublishAsync(new CaseAmended(second));
        Assert.Equal("critical", (await alerting.AlertOfAsync(first, "UGA/customs")).Text("severity"));
        await alerting.PublishAsync(new CaseReported(first));
        await alerting.PublishAsync(new CaseAmended(second));
        await alerting.RaiseAsync(Facts.Case());

        Assert.Equal("critical", (await alerting.AlertOfAsync(first, "UGA/customs")).Text("severity"));
        Assert.Equal(1, (await alerting.AlertOfAsync(first, "KEN/customs"))["version"]!.GetValue<int>());
        Assert.Empty(await alerting.ListAsync("TZA/customs"));
        Assert.Equal(2, (await alerting.ListAsync("KEN/customs")).Count);
    }

    [Fact]
    public async Task A_withdrawal_that_comes_before_the_report_leaves_no_alert()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var facts = Facts.Case(Facts.To("UGA"));

        await alerting.PublishAsync(new CaseWithdrawn(facts.Id, facts.Originator, 2, facts.ReportedAt));
        await alerting.PublishAsync(new CaseReported(facts));
        await alerting.RaiseAsync(Facts.Case());

        Assert.Single(await alerting.ListAsync("KEN/customs", "?status=all"));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task An_alert_is_narrowed_amended_and_withdrawn_with_its_case(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        await using var receiver = await WebhookReceiver.StartAsync();
        await alerting.SubscribeAsync("UGA/customs", receiver.Url);
        await alerting.SubscribeAsync("TZA/customs", new Uri(receiver.Url, "/tza"));
        var facts = Facts.Case(Facts.To("EAC/*"));
        var alert = await alerting.RaiseAsync(facts);
        await receiver.WaitForAsync("both are told", d => d.Path == "/tza" && d.Is("alert.issued"));

        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Releases = [Facts.To("UGA")] }));
        var withdrawn = await receiver.WaitForAsync("TZA is told that it is gone", d => d.Path == "/tza" && d.Is("alert.withdrawn"));
        Assert.DoesNotContain("severity", withdrawn.Body, StringComparison.Ordinal);
        await receiver.WaitForAsync("UGA is told of the change", d => d.Path == "/hooks" && d.Is("alert.updated"));
        using (var tza = alerting.As("TZA/customs")) Assert.Equal(HttpStatusCode.NotFound, (await tza.GetAsync($"/v1/alerts/{alert.Id()}")).StatusCode);

        await alerting.PublishAsync(new CaseWithdrawn(facts.Id, facts.Originator, 3, facts.ReportedAt));
        await receiver.WaitForAsync("UGA is told of the withdrawal", d => d.Path == "/hooks" && d.Is("alert.withdrawn"));
        Assert.Equal("withdrawn", (await alerting.AlertOfAsync(facts, "UGA/customs")).Text("status"));
        Assert.Single(receiver.Deliveries, d => d.Path == "/tza" && d.Is("alert.withdrawn"));
    }

    [Fact]
    public async Task A_hit_or_a_case_without_a_route_gives_no_alert()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var hit = Facts.Case(Facts.To("UGA", ReleaseLevel.Hit));
        await alerting.PublishAsync(new CaseReported(Facts.Case(Facts.To("UGA")) with { Route = [] }));
        await alerting.RaiseAsync(hit);

        Assert.Empty(await alerting.ListAsync("UGA/customs", "?status=all"));
        Assert.Single(await alerting.ListAsync("KEN/customs", "?status=all"));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_suspected_case_without_a_route_raises_its_alert_once_its_State_confirms_and_releases_it(Provider provider)
    {
        await using var alerting = await Alerting.StartAsync(provider);
        var opened = Facts.Case() with { Status = "suspected", LifecycleStage = "before_transfer", Route = [], Categories = [], InformationCredibility = null };
        await alerting.PublishAsync(new CaseReported(opened));
        await alerting.RaiseAsync(Facts.Case(Facts.To("TZA")));
        Assert.Single(await alerting.ListAsync("KEN/customs", "?status=all"));

        await alerting.PublishAsync(new CaseAmended(Facts.Case(Facts.To("UGA")) with { Id = opened.Id, Reference = opened.Reference, Version = 2 }));

        Assert.Equal("active", (await alerting.AlertOfAsync(opened, "UGA/customs")).Text("status"));
        Assert.Single(await alerting.ListAsync("TZA/customs", "?status=all"));
    }

    [Fact]
    public async Task What_does_not_touch_the_alert_tells_nobody()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var facts = Facts.Case(Facts.To("UGA"));
        var alert = await alerting.RaiseAsync(facts);

        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, DiversionType = "theft_from_stockpile" }));
        await alerting.PublishAsync(new CaseAmended(facts with { Version = 3, Categories = ["manpads"] }));

        await Eventually.HoldsAsync("the third version counts",
            async () => (await alerting.AlertOfAsync(facts, "UGA/customs")).Text("severity") == "critical");
        Assert.Equal(2, (await alerting.AlertOfAsync(facts, "KEN/customs"))["version"]!.GetValue<int>());
        Assert.Equal(alert.Id(), (await alerting.AlertOfAsync(facts, "UGA/customs")).Id());
    }

    [Fact]
    public async Task What_an_agency_withdrew_stays_withdrawn_whatever_becomes_of_the_case()
    {
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite);
        var facts = Facts.Case(Facts.To("UGA"));
        var alert = await alerting.RaiseAsync(facts);
        await alerting.PostAsync("KEN/customs", $"/v1/alerts/{alert.Id()}/withdraw", new { reason = "The route is closed." }, HttpStatusCode.OK);

        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Categories = ["manpads"] }));

        await Eventually.HoldsAsync("the amendment arrived",
            async () => (await alerting.AlertOfAsync(facts, "KEN/customs")).Text("severity") == "critical");
        Assert.Equal("withdrawn", (await alerting.AlertOfAsync(facts, "KEN/customs")).Text("status"));
    }

    [Theory]
    [InlineData("detected", "2", nameof(Severity.Critical), "manpads", "parts")]
    [InlineData("detected", "1", nameof(Severity.High), "assault_rifle")]
    [InlineData("suspected", "2", nameof(Severity.Medium), "assault_rifle")]
    [InlineData("suspected", "5", nameof(Severity.Low), "assault_rifle")]
    [InlineData("suspected", "5", nameof(Severity.Low), "accessory")]
    [InlineData("detected", "4", nameof(Severity.Low), "shotgun")]
    [InlineData("detected", "6", nameof(Severity.Medium), "shotgun")]
    [InlineData("detected", "2", nameof(Severity.Medium), "something_new")]
    [InlineData("detected", "2", nameof(Severity.Medium))]
    public void Severity_follows_the_gravest_arms_and_how_sure_it_is(string status, string credibility, string expected, params string[] categories) =>
        Assert.Equal(expected, SeverityOfCase.Of(Facts.Case() with { Status = status, InformationCredibility = credibility, Categories = categories }).ToString());
}
