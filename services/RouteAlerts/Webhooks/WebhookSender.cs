using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Exchange.Access;
using Exchange.Hosting;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Subscriptions;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>
/// Makes one attempt to send a delivery (Standard Webhooks 1.0.0). The payload holds no content: it names the alert, and where to
/// read it with a token.
/// </summary>
internal sealed class WebhookSender(WebhookConnections connections, WebhookKeyBox keys, Shown shown, TimeProvider clock, IConfiguration configuration) : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker client = connections.NewClient();
    private readonly string publicUrl = configuration.PublicUrl();

    public async Task<DeliveryAttempt> SendAsync(
        WebhookDelivery delivery, Subscription subscription, Principal subscriber, FeedNotice notice, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (id, timestamp) = ($"msg_{delivery.Id:N}", now.ToUnixTimeSeconds());
        var body = await BodyAsync(delivery, notice, subscriber, ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { "User-Agent", "Exchange-RouteAlerts" },
                { "webhook-id", id },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", keys.Sign(subscription, id, timestamp, body) },
            },
        };
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            return new DeliveryAttempt(now, status, status switch { >= 200 and < 300 => null, >= 300 and < 400 => "redirect", _ => "status" });
        }
        catch (Exception e) when (!ct.IsCancellationRequested && ClassOf(e) is not null)
        {
            return new DeliveryAttempt(now, null, ClassOf(e));
        }
    }

    public void Dispose() => client.Dispose();

    private ValueTask<byte[]> BodyAsync(WebhookDelivery delivery, FeedNotice notice, Principal subscriber, CancellationToken ct)
    {
        var message = new WebhookMessage
        {
            Type = delivery.Type,
            Timestamp = notice.At.UtcDateTime,
            Data = new()
            {
                Id = delivery.AlertId,
                Reference = notice.Reference,
                Severity = notice.Severity,
                Link = $"{publicUrl}/v1/alerts/{delivery.AlertId}",
            },
        };
        return shown.AnswerAsync(notice.Shown is { } alert ? [alert] : [], message, new Reading(subscriber, Channel.Webhook), ct);
    }

    // Only the class is stored and shown: an exception's text could describe the internal network.
    private static string? ClassOf(Exception exception) => exception switch
    {
        OperationCanceledException => "timeout",
        HttpRequestException { InnerException: NoPublicAddressException } or NoPublicAddressException => "no_public_address",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connection",
        HttpRequestException or IOException or SocketException => "protocol",
        _ => null,
    };
}
