using System.Net;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.RouteAlerts.Webhooks;
using Exchange.Testing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Webhooks;

public sealed class WebhookConnectionsTests
{
    [Fact]
    public async Task A_name_of_an_inside_address_is_not_connected_to()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookConnections(new PublicAddresses([]), new Names([IPAddress.Loopback])).NewClient();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, $"https://inside.example:{receiver.Url.Port}/"));

        Assert.IsType<NoPublicAddressException>(refused.InnerException);
        Assert.Empty(receiver.Deliveries);
    }

    [Fact]
    public async Task A_name_is_judged_anew_for_each_connection()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => new Closing();
        using var client = new WebhookConnections(new PublicAddresses(["127.0.0.1/32"]), new Names([IPAddress.Loopback], [IPAddress.Parse("127.0.0.2")])).NewClient();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, $"http://rebinding.example:{receiver.Url.Port}/"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, $"http://rebinding.example:{receiver.Url.Port}/"));

        Assert.IsType<NoPublicAddressException>(refused.InnerException);
        Assert.Single(receiver.Deliveries);
    }

    [Fact]
    public async Task Of_several_addresses_only_the_allowed_ones_are_tried()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookConnections(new PublicAddresses(["127.0.0.1/32"]), new Names([IPAddress.Parse("10.0.0.1"), IPAddress.Loopback])).NewClient();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, $"http://both.example:{receiver.Url.Port}/"));
    }

    [Fact]
    public async Task Plain_http_reaches_allowed_networks_alone()
    {
        using var client = new WebhookConnections(new PublicAddresses(["127.0.0.1/32"]), new Names([IPAddress.Parse("8.8.8.8")])).NewClient();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(client, "http://public.example/"));
        Assert.IsType<NoPublicAddressException>(refused.InnerException);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpMessageInvoker client, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        using var response = await client.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    /// <summary>Resolves each time to the next answer.</summary>
    private sealed class Names(params IPAddress[][] answers) : IHostNames
    {
        private int asked;

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Task.FromResult(answers[asked++]);
    }

    private sealed class Closing : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            httpContext.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        }
    }
}
