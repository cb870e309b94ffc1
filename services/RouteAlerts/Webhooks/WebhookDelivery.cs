namespace Exchange.RouteAlerts.Webhooks;

/// <summary>The progress of a delivery.</summary>
internal enum WebhookDeliveryState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Pending = 1,
    Delivered = 2,

    /// <summary>Given up: the receiver is gone (410), or every attempt failed.</summary>
    Failed = 3,

    /// <summary>Not sent: when it was due, the subscriber could no longer see the alert or was suspended.</summary>
    Cancelled = 4,
}

/// <summary>The delivery of one feed entry to one subscription.</summary>
internal sealed class WebhookDelivery
{
    /// <summary>Also the <c>webhook-id</c>: the same in every attempt and replay, so that the receiver can drop duplicates.</summary>
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }
    public required Guid EntryId { get; init; }
    public required Guid AlertId { get; init; }

    /// <summary>The type in the payload: <c>alert.issued</c>, <c>alert.updated</c> or <c>alert.withdrawn</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public WebhookDeliveryState State { get; set; } = WebhookDeliveryState.Pending;

    /// <summary>When to send it. While a worker holds it: the end of the worker's lease, after which another may take it.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Attempts of this round; a replay starts a new round.</summary>
    public int Round { get; set; }

    public List<DeliveryAttempt> Attempts { get; private set; } = [];
}

/// <summary>One attempt to send.</summary>
/// <param name="At">When the attempt began.</param>
/// <param name="StatusCode">The HTTP status of the answer; null if none came.</param>
/// <param name="Error">The class of the failure: status, redirect, timeout, connection, tls, protocol or no_public_address; null if delivered.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, int? StatusCode, string? Error);
