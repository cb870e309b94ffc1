using Exchange.Hosting.Trust;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>
/// Sends deliveries: what this process commits at once, handed over by <see cref="TellAtCommit"/>; and each second what has
/// fallen due, be it a retry, a replay, or another process's whose lease ran out.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryLanes lanes, WebhookSender sender, IServiceScopeFactory scopes, TrustDirectory trust, TimeProvider clock, ILogger<DeliveryWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>When nothing has arrived for so long, or a delivery has used up its attempts meanwhile, the subscription is disabled.</summary>
    private static readonly TimeSpan SustainedFailure = TimeSpan.FromDays(3);

    private const int Batch = 64;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lanes.Start(lease => SendAsync(lease, stoppingToken));
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await ClaimAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await lanes.StopAsync();
        }
    }

    private async Task ClaimAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
            lanes.Add(await db.ClaimAsync(lanes.Busy(), Batch, clock.GetUtcNow(), ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogClaimFailed(log, e);
        }
    }

    /// <summary>One delivery, from the look whether it may still be told to the record of what came of it.</summary>
    internal async Task SendAsync(Lease lease, CancellationToken ct)
    {
        try
        {
            if (!lease.Holds(clock.GetUtcNow())) return;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
            if (await TakeAsync(db, lease, ct) is not var (delivery, found)) return;
            if (found is null) delivery.State = DeliveryState.Cancelled;
            else await AttemptAsync(db, delivery, found, ct);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            LogLeaseLost(log, lease.DeliveryId);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The lease ends by itself, and the delivery is due again.
            LogSendFailed(log, e, lease.DeliveryId);
        }
        catch (OperationCanceledException)
        {
            // Stopping; the same.
        }
    }

    /// <summary>
    /// The delivery, to whom it goes and what that may be told now, or null in place of these where it may not be told at all; nothing when
    /// the lease has passed to another.
    /// </summary>
    private async Task<(Delivery Delivery, Found? Found)?> TakeAsync(AlertsDb db, Lease lease, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (lease.Made is { Found: { } made } && made.IsFresh(now))
        {
            db.Attach(lease.Made);
            return (lease.Made, trust.IsActive(made.Subscription.Member) ? made : null);
        }
        var leased = await (
            from d in db.Deliveries
            where d.Id == lease.DeliveryId && d.State == DeliveryState.Pending && d.DueAt == lease.Until
            join s in db.Subscriptions on d.SubscriptionId equals s.Id
            where s.State == SubscriptionState.Active
            select new { Delivery = d, Subscription = s }).SingleOrDefaultAsync(ct);
        if (leased is null) return null;
        return (leased.Delivery, await LookAsync(db, leased.Delivery, leased.Subscription, now, ct));
    }

    private async Task<Found?> LookAsync(AlertsDb db, Delivery delivery, Subscription subscription, DateTimeOffset now, CancellationToken ct)
    {
        if (!trust.IsActive(subscription.Member)) return null;
        var told = await (
            from entry in db.FeedOf(subscription.PrincipalAt(now, trust), now)
            where entry.Id == delivery.EntryId
            join alert in db.Alerts on entry.AlertId equals alert.Id
            select DeliveryPlan.Told(entry, alert)).SingleOrDefaultAsync(ct);
        return told is null ? null : new Found(subscription, told, now);
    }

    private async Task AttemptAsync(AlertsDb db, Delivery delivery, Found found, CancellationToken ct)
    {
        var subscription = found.Subscription;
        var attempt = await sender.SendAsync(delivery, subscription, found.Told, ct);
        delivery.Attempts.Add(attempt);
        delivery.Round++;
        var now = clock.GetUtcNow();
        if (attempt.Error is null)
        {
            delivery.State = DeliveryState.Delivered;
            if (subscription.FailingSince is not null) await SucceedAsync(db, subscription, ct);
            return;
        }
        var gone = attempt.StatusCode == StatusCodes.Status410Gone;
        if (!gone && RetrySchedule.After(delivery.Round, Random.Shared.NextDouble()) is { } delay)
            delivery.DueAt = DateTimeOffset.FromUnixTimeMilliseconds((now + delay).ToUnixTimeMilliseconds());
        else
            delivery.State = DeliveryState.Failed;

        var failing = subscription.FailingSince is { } since && (delivery.State == DeliveryState.Failed || now - since >= SustainedFailure);
        if (gone || failing) await DisableAsync(db, subscription, gone ? "gone" : "failing", now, ct);
        else if (subscription.FailingSince is null) await FailAsync(db, subscription, now, ct);
    }

    // Several deliveries of a subscription are under way at once, so its row is changed by statements that say when they apply.
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

    [LoggerMessage(LogLevel.Warning, "Deliveries that are due could not be claimed; tried again in a second")]
    private static partial void LogClaimFailed(ILogger log, Exception e);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} could not be attempted; it is due again when its lease ends")]
    private static partial void LogSendFailed(ILogger log, Exception e, Guid delivery);

    [LoggerMessage(LogLevel.Warning, "The lease on delivery {Delivery} ended before its result was stored; it may arrive twice")]
    private static partial void LogLeaseLost(ILogger log, Guid delivery);
}
