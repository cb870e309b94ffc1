using System.Net;
using System.Text.Json.Nodes;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.RouteAlerts.Tests;

public sealed class DisclosureTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Each_way_to_an_alert_reports_its_reader_version_and_level(Provider provider)
    {
        var disclosures = new Disclosures();
        await using var alerting = await Alerting.StartAsync(provider, configure: services => services.Replace(ServiceDescriptor.Singleton<IDisclosures>(disclosures)));
        await using var receiver = await WebhookReceiver.StartAsync();
        await alerting.SubscribeAsync("UGA/customs", receiver.Url);
        using var reader = alerting.As("TZA/customs");
        using var stream = await reader.GetAsync("/v1/alerts/stream", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { Length: > 0 }) { }

        var id = (await alerting.PostAsync("KEN/customs", "/v1/alerts",
            Facts.Alert(Facts.To("UGA").AsJson(), Facts.To("TZA", ReleaseLevel.Full).AsJson()), HttpStatusCode.Created)).Id();
        await receiver.WaitForAsync("the webhook", _ => true);
        while (!(await lines.ReadLineAsync())!.Contains(id, StringComparison.Ordinal)) { }
        await alerting.GetAsync("UGA/customs", $"/v1/alerts/{id}");
        await alerting.ListAsync("UGA/customs");
        foreach (var path in new[] { $"/v1/alerts/{id}", "/v1/alerts" }) await MapAsync(alerting, path);
        await alerting.PostAsync("KEN/customs", $"/v1/alerts/{id}/withdraw", new { reason = "Closed." }, HttpStatusCode.OK);

        Assert.Equal(["1 Summary"], disclosures.Of("UGA", Channel.Webhook, id).Take(1));
        Assert.Equal(["1 Full"], disclosures.Of("TZA", Channel.Stream, id).Take(1));
        Assert.Equal(["1 Summary", "1 Full"], disclosures.Of("UGA", Channel.Record, id).Concat(disclosures.Of("TZA", Channel.Record, id)));
        Assert.Equal(["1 Summary", "1 Full"], disclosures.Of("UGA", Channel.List, id).Concat(disclosures.Of("TZA", Channel.List, id)));
        Assert.Equal(["2 Full"], disclosures.Of("KEN", Channel.Change, id));
    }

    [Fact]
    public async Task A_withdrawal_from_who_can_no_longer_see_the_alert_shows_nothing_of_it()
    {
        var disclosures = new Disclosures();
        await using var alerting = await Alerting.StartAsync(Provider.Sqlite, configure: services => services.Replace(ServiceDescriptor.Singleton<IDisclosures>(disclosures)));
        await using var receiver = await WebhookReceiver.StartAsync();
        await alerting.SubscribeAsync("UGA/customs", receiver.Url);
        var facts = Facts.Case(Facts.To("UGA"));
        var alert = await alerting.RaiseAsync(facts);
        await receiver.WaitForAsync("the alert", d => d.Is("alert.issued"));
        await alerting.PublishAsync(new CaseAmended(facts with { Version = 2, Releases = [] }));
        var withdrawn = await receiver.WaitForAsync("the withdrawal", d => d.Is("alert.withdrawn"));

        Assert.Equal(["id", "reference", "link"], JsonNode.Parse(withdrawn.Body)!["data"]!.AsObject().Select(p => p.Key));
        Assert.Equal(["1 Summary"], disclosures.Of("UGA", Channel.Webhook, alert.Id()));
    }

    private static async Task MapAsync(Alerting alerting, string path)
    {
        using var client = alerting.As("TZA/customs");
        client.DefaultRequestHeaders.Add("Accept", "application/geo+json");
        using var response = await client.GetAsync(path);
        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
    }
}
