using Exchange.Hosting.Validation;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>A delivery. Of a receiver's answer only the status is kept.</summary>
internal sealed record DeliveryView
{
    /// <summary>The id; the header <c>webhook-id</c> is <c>msg_</c> and this id without hyphens.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>alert.issued</c>, <c>alert.updated</c> or <c>alert.withdrawn</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the alert that changed.</summary>
    public required Guid AlertId { get; init; }

    /// <summary>Whether it is pending, delivered, failed or cancelled.</summary>
    public required WebhookDeliveryState Status { get; init; }

    /// <summary>The number of attempts so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>The HTTP status of the last answer; absent if none came.</summary>
    [Between(100, 999)] public int? LastStatusCode { get; init; }

    /// <summary>The class of the last failure, as in <c>history</c>; absent after a success.</summary>
    public string? LastError { get; init; }

    /// <summary>When the alert changed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a pending delivery is sent next; absent for others.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Every attempt, oldest first.</summary>
    public required IReadOnlyList<DeliveryAttempt> History { get; init; }

    internal static DeliveryView Of(WebhookDelivery d) => new()
    {
        Id = d.Id,
        Type = d.Type,
        AlertId = d.AlertId,
        Status = d.State,
        Attempts = d.Attempts.Count,
        LastStatusCode = d.Attempts.LastOrDefault()?.StatusCode,
        LastError = d.Attempts.LastOrDefault()?.Error,
        CreatedAt = d.CreatedAt,
        NextAttemptAt = d.State == WebhookDeliveryState.Pending ? d.DueAt : null,
        History = d.Attempts,
    };
}
