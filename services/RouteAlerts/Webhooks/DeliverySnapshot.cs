using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Subscriptions;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>A new delivery with its receiver and content as its transaction saw them: saves the first attempt two queries.</summary>
internal sealed record DeliverySnapshot(WebhookDelivery Delivery, Subscription Subscription, FeedNotice Notice, DateTimeOffset At)
{
    // Short enough that nobody can have withdrawn the release in between. A delivery that waits longer, for example behind a slow
    // receiver, is checked again.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether so little time has passed that a new check would give the same answer.</summary>
    public bool IsFresh(DateTimeOffset now) => At <= now && now < At + Lifetime;
}
