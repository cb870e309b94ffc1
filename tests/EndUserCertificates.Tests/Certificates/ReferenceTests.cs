using System.Net;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Exchange.Hosting;
using Exchange.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Certificates;

public sealed class ReferenceTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_certificate_draws_another_number_when_one_is_taken(Provider provider)
    {
        await using var host = await StartAsync(provider, 7, 7, 8, 8, 9);
        var first = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(), HttpStatusCode.Created);
        var second = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(), HttpStatusCode.Created);
        // What the failed attempt had superseded is superseded once.
        var correction = await host.PostAsync("TCD/licensing", "/v1/certificates", host.Certificate(("supersedes", second.Id())), HttpStatusCode.Created);

        Assert.Equal(["00000007", "00000008", "00000009"], new[] { first, second, correction }.Select(c => c.Text("reference")[^8..]));
        var superseded = await host.GetAsync("TCD/licensing", $"/v1/certificates/{second.Id()}");
        Assert.Equal(("superseded", 2, correction.Id()), (superseded.Text("status"), superseded["version"]!.GetValue<int>(), superseded["supersededBy"]!.GetValue<Guid>()));
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task A_question_draws_another_number_when_one_is_taken(Provider provider)
    {
        await using var host = await StartAsync(provider, 7, 7, 8);
        var first = await host.PostAsync("KEN/customs", Questions.AuthenticationsPath, Questions.Paper(), HttpStatusCode.Created);
        var second = await host.PostAsync("KEN/customs", Questions.AuthenticationsPath, Questions.Paper(), HttpStatusCode.Created);
        Assert.Equal(["00000007", "00000008"], new[] { first, second }.Select(q => q.Text("reference")[^8..]));
    }

    private static Task<CertificateHost> StartAsync(Provider provider, params int[] numbers) =>
        CertificateHost.StartAsync(provider, configure: services => services.Replace(ServiceDescriptor.Singleton<ReferenceNumbers>(new Numbers(numbers))));

    private sealed class Numbers(int[] numbers) : ReferenceNumbers
    {
        private int next = -1;

        public override int Next() => numbers[Interlocked.Increment(ref next)];
    }
}
