using Exchange.Access;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>
/// Sends deliveries: those that this process has committed, at once; and every second those that are due, such as retries,
/// replays, and deliveries of another process whose lease ended.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryQueues queues, WebhookSender sender, IServiceScopeFactory scopes, TrustDirectory trust, TimeProvider clock, ILogger<DeliveryWorker> log)
    : PeriodicWork("Leasing due deliveries", Interval, atOnce: true, scopes, clock, log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A subscription is disabled if nothing has arrived for so long, or if a delivery uses up its attempts while nothing arrives.</summary>
    private static readonly TimeSpan SustainedFailure = TimeSpan.FromDays(3);

    private const int Batch = 64;

    private bool started;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await queues.StopAsync();
    }

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        // The token is that of the whole work, not of this run.
        if (!started) queues.Start(lease => SendAsync(lease, ct));
        started = true;
        queues.Add(await services.GetRequiredService<AlertsDb>().LeaseDueAsync(queues.Busy(), Batch, Clock.GetUtcNow(), ct));
        return false;
    }

    /// <summary>Sends one delivery: checks that the subscriber may still see the alert, sends, and records the result.</summary>
    internal async Task SendAsync(DeliveryLease lease, CancellationToken ct)
    {
        try
        {
            if (!lease.Holds(Clock.GetUtcNow())) return;
            await using var scope = Scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
            var feed = scope.ServiceProvider.GetRequiredService<FeedReader>();
            if (await TakeAsync(db, feed, lease, ct) is not var (delivery, subscription, subscriber, notice)) return;
            if (notice is null) delivery.State = WebhookDeliveryState.Cancelled;
            else await AttemptAsync(db, delivery, subscription, subscriber, notice, ct);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            LogLeaseLost(log, lease.DeliveryId);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The delivery is due again when the lease ends.
            LogSendFailed(log, e, lease.DeliveryId);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the delivery is due again when the lease ends.
        }
    }

    /// <summary>
    /// The delivery, its subscription, the subscriber, and what that may know of the entry now, null if nothing; null altogether if the lease was lost or
    /// the subscription is disabled.
    /// </summary>
    private async Task<(WebhookDelivery Delivery, Subscription Subscription, Principal Subscriber, FeedNotice? Notice)?> TakeAsync(
        AlertsDb db, FeedReader feed, DeliveryLease lease, CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        var leased = await (
            from d in db.Deliveries
            where d.Id == lease.DeliveryId && d.State == WebhookDeliveryState.Pending && d.DueAt == lease.Until
            join s in db.Subscriptions on d.SubscriptionId equals s.Id
            where s.State == SubscriptionState.Active
            select new { Delivery = d, Subscription = s }).SingleOrDefaultAsync(ct);
        if (leased is null) return null;
        var (delivery, subscription) = (leased.Delivery, leased.Subscription);
        var subscriber = subscription.PrincipalAt(now, trust);
        var notice = trust.IsActive(subscription.Member) ? await feed.FindAsync(subscriber, delivery.EntryId, ct) : null;
        return (delivery, subscription, subscriber, notice);
    }

    private async Task AttemptAsync(
        AlertsDb db, WebhookDelivery delivery, Subscription subscription, Principal subscriber, FeedNotice notice, CancellationToken ct)
    {
        var attempt = await sender.SendAsync(delivery, subscription, subscriber, notice, ct);
        delivery.Attempts.Add(attempt);
        delivery.Round++;
        var now = Clock.GetUtcNow();
        if (attempt.Error is null)
        {
            delivery.State = WebhookDeliveryState.Delivered;
            if (subscription.FailingSince is not null) await SucceedAsync(db, subscription, ct);
            return;
        }
        var gone = attempt.StatusCode == StatusCodes.Status410Gone;
        if (!gone && RetrySchedule.After(delivery.Round, Random.Shared.NextDouble()) is { } delay)
            delivery.DueAt = DateTimeOffset.FromUnixTimeMilliseconds((now + delay).ToUnixTimeMilliseconds());
        else
            delivery.State = WebhookDeliveryState.Failed;

        var failing = subscription.FailingSince is { } since && (delivery.State == WebhookDeliveryState.Failed || now - since >= SustainedFailure);
        if (gone || failing) await DisableAsync(db, subscription, gone ? "gone" : "failing", now, ct);
        else if (subscription.FailingSince is null) await FailAsync(db, subscription, now, ct);
    }

    // Several deliveries of a subscription run at once, so its row is changed by conditional statements.
    private static async Task SucceedAsync(AlertsDb db, Subscription subscription, CancellationToken ct) =>
        await db.Subscriptions.Where(s => s.Id == subscription.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailingSince, (DateTimeOffset?)null), ct);

    private static async Task FailAsync(AlertsDb db, Subscription subscription, DateTimeOffset now, CancellationToken ct) =>
        await db.Subscriptions.Where(s => s.Id == subscription.Id && s.FailingSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FailingSince, (DateTimeOffset?)now), ct);

    private static async Task DisableAsync(AlertsDb db, Subscription subscription, string reason, DateTimeOffset now, CancellationToken ct) =>
        await db.Subscriptions.Where(s => s.Id == subscription.Id && s.State == SubscriptionState.Active).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.State, SubscriptionState.Disabled)
            .SetProperty(s => s.DisabledReason, reason)
            .SetProperty(s => s.DisabledAt, now), ct);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} could not be sent or recorded; it is due again when its lease ends")]
    private static partial void LogSendFailed(ILogger log, Exception e, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "The lease on delivery {Delivery} ended before its result was stored; it may arrive twice")]
    private static partial void LogLeaseLost(ILogger log, Guid delivery);
}
