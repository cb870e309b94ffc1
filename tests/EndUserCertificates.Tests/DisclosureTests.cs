using System.Net;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.EndUserCertificates.Certificates;
using Exchange.EndUserCertificates.Inquiries;
using Exchange.EndUserCertificates.Shipments;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Exchange.EndUserCertificates.Tests.Shipments;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.EndUserCertificates.Tests;

/// <summary>Each way by which records reach their readers is reported, with version and level.</summary>
public sealed class DisclosureTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Every_record_that_is_shown_is_reported(Provider provider)
    {
        var disclosures = new Disclosures();
        await using var host = await CertificateHost.StartAsync(provider, configure: services => services.Replace(ServiceDescriptor.Singleton<IDisclosures>(disclosures)));
        var issued = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(), HttpStatusCode.Created);
        var (id, at) = (issued.Id(), $"/v1/certificates/{issued.Id()}");

        await host.GetAsync("UGA/licensing", at);
        disclosures.Last("UGA", Channel.Record, new ShownRecord(nameof(Certificate), id, "TCD", 1, ReleaseLevel.Summary));
        await host.GetAsync("CZE/licensing", "/v1/certificates");
        disclosures.Last("CZE", Channel.List, new ShownRecord(nameof(Certificate), id, "TCD", 1, ReleaseLevel.Full));
        using (var client = host.As("CZE/licensing")) Assert.Contains("<html", await client.GetStringAsync($"{at}/document"), StringComparison.Ordinal);
        disclosures.Last("CZE", Channel.Document, new ShownRecord(nameof(Certificate), id, "TCD", 1, ReleaseLevel.Full));
        await host.PostAsync("KEN/customs", "/v1/certificates/verify", new { credential = issued.Text("credential") }, HttpStatusCode.OK);
        disclosures.Last("KEN", Channel.Verification, new ShownRecord(nameof(Certificate), id, "TCD", 1, ReleaseLevel.Summary));

        var drawdown = await host.CommittedAsync(id, "CZE/licensing", 1, 5);
        disclosures.Last("CZE", Channel.Change, new ShownRecord(nameof(Drawdown), drawdown, "CZE", 2, ReleaseLevel.Full));
        var delivery = (await host.DeliverAsync(id, drawdown, 1, 5)).Id();
        await host.WithdrawDeliveryAsync(id, delivery);
        disclosures.Last("TCD", Channel.Change, new ShownRecord(nameof(EndUserCertificates.Shipments.Delivery), delivery, "TCD", 2, ReleaseLevel.Full));
        await host.PostAsync("TCD/licensing", $"{at}/suspend", new { reason = "Under review." }, HttpStatusCode.OK);
        disclosures.Last("TCD", Channel.Change, new ShownRecord(nameof(Certificate), id, "TCD", 2, ReleaseLevel.Full));

        var asked = await host.PostAsync("KEN/customs", Questions.AuthenticationsPath, Questions.Paper(), HttpStatusCode.Created);
        await host.PostAsync("TCD/licensing", $"{Questions.AuthenticationsPath}/{asked.Id()}/acknowledge", new { }, HttpStatusCode.OK);
        disclosures.Last("TCD", Channel.Change, new ShownRecord(nameof(Inquiry), asked.Id(), "KEN", 2, ReleaseLevel.Full));
    }

    private sealed class Disclosures : IDisclosures
    {
        private readonly List<(Reading Reading, IReadOnlyList<ShownRecord> Records)> all = [];

        public ValueTask ShownAsync(Reading reading, IReadOnlyList<ShownRecord> records, CancellationToken ct)
        {
            lock (all) all.Add((reading, records));
            return ValueTask.CompletedTask;
        }

        public void Last(string member, Channel channel, ShownRecord record)
        {
            lock (all)
            {
                var (reading, records) = all[^1];
                Assert.Equal((member, channel), (reading.Reader.Member, reading.Channel));
                Assert.Equal([record], records);
            }
        }
    }
}
