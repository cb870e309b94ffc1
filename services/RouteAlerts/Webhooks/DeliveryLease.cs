namespace Exchange.RouteAlerts.Webhooks;

/// <summary>A worker's right to send a delivery until the lease ends.</summary>
internal readonly record struct DeliveryLease(Guid DeliveryId, Guid SubscriptionId, DateTimeOffset Until)
{
    /// <summary>Longer than any attempt takes; shorter than a subscriber would wait for another replica to take over.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    public static DeliveryLease Of(WebhookDelivery delivery) => new(delivery.Id, delivery.SubscriptionId, delivery.DueAt);

    /// <summary>The end of a lease taken now, in whole milliseconds, which both databases return unchanged.</summary>
    public static DateTimeOffset End(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds((now + Length).ToUnixTimeMilliseconds());

    /// <summary>Whether an attempt begun now ends within the lease.</summary>
    public bool Holds(DateTimeOffset now) => now + WebhookSender.Timeout < Until;
}
