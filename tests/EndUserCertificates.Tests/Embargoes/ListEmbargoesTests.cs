using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Exchange.EndUserCertificates.Embargoes;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Embargoes;

public sealed class ListEmbargoesTests
{
    [Fact]
    public async Task Tells_any_member_what_is_screened_by_and_that_it_needs_review()
    {
        await using var storage = await TestStorage.CreateAsync(Provider.Sqlite, EmbargoScreeningTests.EndUserCertificatesModuleName);
        using var network = new TestNetwork();
        await using var host = await ServiceHost.StartAsync<EmbargoAnswer>(storage, network);
        foreach (var identity in new[] { "KEN/customs", "EAC/secretariat", "NETWORK/operator" })
        {
            using var client = host.As(network.Token(identity));
            var listed = (await client.GetFromJsonAsync<JsonObject>("/v1/embargoes"))!;
            Assert.True(listed["needsReview"]!.GetValue<bool>());
            Assert.Equal(14, listed["items"]!.AsArray().Count);
            Assert.All(listed["items"]!.AsArray(), item => Assert.True(item!["needsReview"]!.GetValue<bool>()));
            Assert.NotEmpty(listed["limits"]!.AsArray());
        }
        using var anonymous = await host.Client.GetAsync("/v1/embargoes");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }
}
