using System.Text.Json.Nodes;
using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>A subscription as its owner sees it.</summary>
internal sealed record SubscriptionView(
    Guid Id, string Url, IReadOnlyList<string> Countries, IReadOnlyList<string> Unlocodes, IReadOnlyList<string> Modes, Severity? MinSeverity,
    JsonNode? Area, string PublicKey, SubscriptionState Status, string? DisabledReason, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince,
    DateTimeOffset CreatedAt)
{
    internal static SubscriptionView Of(Subscription s) => new(
        s.Id, s.Url, s.Countries, s.Unlocodes, s.Modes, s.MinSeverity, s.Area is null ? null : JsonNode.Parse(s.Area),
        WebhookKey.Format(s.PublicKey), s.State, s.DisabledReason, s.DisabledAt, s.FailingSince, s.CreatedAt);
}
