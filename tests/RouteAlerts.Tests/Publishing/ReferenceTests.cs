using System.Net;
using Exchange.Hosting;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Publishing;

public sealed class ReferenceTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_posted_alert_draws_another_number_when_one_is_taken(Provider provider)
    {
        await using var alerting = await StartAsync(provider, 7, 7, 8);
        var first = await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(), HttpStatusCode.Created);
        var second = await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(), HttpStatusCode.Created);

        Assert.Equal(["00000007", "00000008"], new[] { first, second }.Select(a => a.Text("reference")[^8..]));
        Assert.Equal([second.Id(), first.Id()], (await alerting.ListAsync("KEN/customs")).Select(a => a.Id()));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task An_alert_of_a_case_draws_another_number_when_its_message_is_retried(Provider provider)
    {
        await using var alerting = await StartAsync(provider, 7, 7, 8);
        await alerting.PostAsync("KEN/customs", "/v1/alerts", Facts.Alert(), HttpStatusCode.Created);

        var raised = await alerting.RaiseAsync(Facts.Case(Facts.To("UGA")));

        Assert.Equal("00000008", raised.Text("reference")[^8..]);
        Assert.Equal(2, (await alerting.ListAsync("KEN/customs")).Count);
    }

    private static Task<Alerting> StartAsync(Provider provider, params int[] numbers) =>
        Alerting.StartAsync(provider, configure: services => services.Replace(ServiceDescriptor.Singleton<ReferenceNumbers>(new Numbers(numbers))));

    private sealed class Numbers(int[] numbers) : ReferenceNumbers
    {
        private int next = -1;

        public override int Next() => numbers[Interlocked.Increment(ref next)];
    }
}
