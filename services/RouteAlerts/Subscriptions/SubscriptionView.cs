using System.Text.Json.Nodes;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>A subscription to alerts by webhook.</summary>
internal sealed record SubscriptionView
{
    /// <summary>The id of the subscription.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address of the receiver.</summary>
    public required string Url { get; init; }

    /// <summary>Countries that the filter names; empty if it names none.</summary>
    [Country] public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>Places that the filter names; empty if it names none.</summary>
    [Locode] public required IReadOnlyList<string> Unlocodes { get; init; }

    /// <summary>Modes of transport that the filter names; empty if it names none.</summary>
    [Code("transport_mode")] public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>The least severity; absent if any severity is sent.</summary>
    public Severity? MinSeverity { get; init; }

    /// <summary>The area of the filter, as posted; absent if there is none.</summary>
    public JsonNode? Area { get; init; }

    /// <summary>The Ed25519 key that verifies the webhooks (<c>whpk_…</c>, Standard Webhooks 1.0.0).</summary>
    public required string PublicKey { get; init; }

    /// <summary><c>active</c> or <c>disabled</c>.</summary>
    public required SubscriptionState Status { get; init; }

    /// <summary><c>gone</c> if the receiver answered 410, <c>failing</c> if nothing arrived for three days; absent while active.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>When it was disabled; absent while active.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>The first failure since the last success; absent while deliveries succeed.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    internal static SubscriptionView Of(Subscription s) => new()
    {
        Id = s.Id,
        Url = s.Url,
        Countries = s.Countries,
        Unlocodes = s.Unlocodes,
        Modes = s.Modes,
        MinSeverity = s.MinSeverity,
        Area = s.Area is null ? null : JsonNode.Parse(s.Area),
        PublicKey = WebhookKey.Format(s.PublicKey),
        Status = s.State,
        DisabledReason = s.DisabledReason,
        DisabledAt = s.DisabledAt,
        FailingSince = s.FailingSince,
        CreatedAt = s.CreatedAt,
    };
}
