using Exchange.Access;
using Exchange.Contracts;
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
