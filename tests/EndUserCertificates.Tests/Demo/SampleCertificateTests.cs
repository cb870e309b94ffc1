using Exchange.EndUserCertificates.Demo;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Demo;

public sealed class SampleCertificateTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Are_issued_once_though_several_hosts_start_with_them(Provider provider)
    {
        var demo = new Dictionary<string, string?> { [LoadSampleCertificates.Setting] = "true" };
        await using var host = await CertificateHost.StartAsync(provider, settings: demo);
        var shown = await Eventually.GetAsync("both samples are there", async () =>
            (await host.GetAsync("CZE/licensing", "/v1/certificates")).Items() is { Count: 2 } items ? items : null);
        Assert.Equal(["SAMPLE-1", "SAMPLE-2"], shown.Select(c => c.Text("number")).Order(StringComparer.Ordinal));
        await host.StartHostAsync(demo);
        await host.IssueAsync();
        Assert.Equal(3, (await host.GetAsync("TCD/licensing", "/v1/certificates")).Items().Count);
    }
}
