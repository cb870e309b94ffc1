using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>The body of a webhook. It holds no content of the alert: it names the alert, and where to read it with a token.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record WebhookMessage
{
    /// <summary>
    /// <c>alert.issued</c>, <c>alert.updated</c> or <c>alert.withdrawn</c>. An alert that the subscriber can no longer see is withdrawn for it.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>When the alert changed, in UTC.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>Which alert changed.</summary>
    public required WebhookAlert Data { get; init; }

    /// <summary>The webhook as the service's document describes it.</summary>
    internal static SentWebhook Document(string service) => new(
        service, "alert", "Subscriptions", typeof(WebhookMessage), "Announces a change of an alert to a subscriber",
        "Sent to the address of a subscription when an alert that meets its filter is issued, updated or withdrawn (Standard Webhooks 1.0.0). Verify the " +
        "signature with the `publicKey` of the subscription, refuse old timestamps, and drop a `webhook-id` that you have received before. Answer within " +
        $"{WebhookSender.Timeout.TotalSeconds:N0} seconds with a status from 200 to 299. What fails is sent again with growing delays for about three days.",
        [
            ("webhook-id", "The id of the delivery: the same in every attempt and replay."),
            ("webhook-timestamp", "When the attempt began, in seconds since 1970-01-01T00:00:00Z."),
            ("webhook-signature", "`v1a,` and the Base64 of the Ed25519 signature over `webhook-id`, `webhook-timestamp` and the body, joined by dots."),
        ]);
}

/// <summary>The alert of a webhook.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record WebhookAlert
{
    /// <summary>The id of the alert.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call the alert.</summary>
    [Reference] public required string Reference { get; init; }

    /// <summary>How grave the alert is; absent if the subscriber can no longer see the alert.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The address at which the alert is read.</summary>
    public required string Link { get; init; }
}
