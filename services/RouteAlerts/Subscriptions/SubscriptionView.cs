using System.Text.Json.Nodes;
using Exchange.Contracts.Vocabularies;
using Exchange.RouteAlerts.Alerts;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>A subscription to alerts by webhook.</summary>
/// <param name="Id">The id.</param>
/// <param name="Url">The address of the receiver.</param>
/// <param name="Countries">ISO 3166-1 alpha-3 codes that the filter names.</param>
/// <param name="Unlocodes">UN/LOCODEs that the filter names.</param>
/// <param name="Modes">Transport modes that the filter names.</param>
/// <param name="MinSeverity">The least severity.</param>
/// <param name="Area">The area of the filter, as posted.</param>
/// <param name="PublicKey">The Ed25519 key that verifies the webhooks (<c>whpk_…</c>, Standard Webhooks 1.0.0).</param>
/// <param name="Status"><c>active</c> or <c>disabled</c>.</param>
/// <param name="DisabledReason"><c>gone</c> if the receiver answered 410, <c>failing</c> if nothing arrived for three days.</param>
/// <param name="DisabledAt">When it was disabled.</param>
/// <param name="FailingSince">The first failure since the last success.</param>
/// <param name="CreatedAt">When it was added.</param>
internal sealed record SubscriptionView(
    Guid Id, string Url, IReadOnlyList<string> Countries, IReadOnlyList<string> Unlocodes, IReadOnlyList<string> Modes, Severity? MinSeverity,
    JsonNode? Area, string PublicKey, SubscriptionState Status, string? DisabledReason, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince,
    DateTimeOffset CreatedAt)
{
    internal static SubscriptionView Of(Subscription s) => new(
        s.Id, s.Url, s.Countries, s.Unlocodes, s.Modes, s.MinSeverity, s.Area is null ? null : JsonNode.Parse(s.Area),
        WebhookKey.Format(s.PublicKey), s.State, s.DisabledReason, s.DisabledAt, s.FailingSince, s.CreatedAt);
}
