using Exchange.Contracts;
using Exchange.Testing;
using Xunit;

namespace Exchange.RouteAlerts.Tests;

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

        var delivery = await receiver.WaitForAsync("the webhook", d => d.Body.Contains(alert["id"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.True(delivery.IsSignedBy(subscription["publicKey"]!.GetValue<string>()));
    }
}
