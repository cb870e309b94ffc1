namespace Exchange.RouteAlerts;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Pending = 1,
    Delivered = 2,

    /// <summary>Given up: refused for good (410), or every attempt failed.</summary>
    Failed = 3,

    /// <summary>Not sent, since at that moment the subscriber could no longer see the alert or was suspended.</summary>
    Cancelled = 4,
}

/// <summary>One entry of the feed on its way to one subscription.</summary>
public sealed class Delivery
{
    /// <summary>Also the <c>webhook-id</c>: the same in every attempt and replay, so that the receiver can drop doubles.</summary>
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }
    public required Guid EntryId { get; init; }
    public required Guid AlertId { get; init; }

    /// <summary>What the subscriber is told: <c>alert.issued</c>, <c>alert.updated</c> or <c>alert.withdrawn</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DeliveryState State { get; set; } = DeliveryState.Pending;

    /// <summary>
    /// When it is to be sent; while a worker has it, the end of the worker's lease, after which another may take it.
    /// </summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Attempts of this round: a replay starts a new one.</summary>
    public int Round { get; set; }

    public List<DeliveryAttempt> Attempts { get; private set; } = [];

    /// <summary>Whom it goes to and what is told, as the transaction that made it found them; not stored.</summary>
    internal Found? Found { get; init; }
}

/// <summary>To which subscription a delivery goes, and what that may be told.</summary>
internal sealed record Found(Subscription Subscription, Told Told, DateTimeOffset At)
{
    // Less than a person needs to take a release back; whatever waits longer, behind a slow receiver, is looked up again.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether so little time has passed that looking again would tell the same.</summary>
    public bool IsFresh(DateTimeOffset now) => At <= now && now < At + Fresh;
}

/// <summary>What a subscriber is told of an alert; the severity is null where it may no longer know it.</summary>
internal sealed record Told(DateTimeOffset At, string Reference, Severity? Severity);

/// <summary>One attempt: when, the status that came back if any did, and the class of the failure.</summary>
public sealed record DeliveryAttempt(DateTimeOffset At, int? StatusCode, string? Error);

/// <summary>A worker's right to send a delivery, until the lease ends; with the delivery itself where this process has just made it.</summary>
internal readonly record struct Lease(Guid DeliveryId, Guid SubscriptionId, DateTimeOffset Until, Delivery? Made = null)
{
    /// <summary>Longer than any attempt takes; shorter than a subscriber would wait for another replica to take over.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    public static Lease Of(Delivery delivery) => new(delivery.Id, delivery.SubscriptionId, delivery.DueAt, delivery.Found is null ? null : delivery);

    /// <summary>The end of a lease taken now, in whole milliseconds, which both databases give back as they got it.</summary>
    public static DateTimeOffset End(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds((now + Length).ToUnixTimeMilliseconds());

    /// <summary>Whether an attempt begun now ends within the lease.</summary>
    public bool Holds(DateTimeOffset now) => now + WebhookSender.Timeout < Until;
}
