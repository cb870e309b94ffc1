using Exchange.Access;
using Exchange.Hosting;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Enables a disabled subscription. Its pending deliveries are sent, each with a new round of attempts.</summary>
internal static class EnableSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapPost("/{id:guid}/enable", HandleAsync).WithName("EnableSubscription").WithSummary("Enables a disabled subscription");

    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> HandleAsync(
        Guid id, Principal caller, AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Subscription.Of(db, caller).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } own) return Problems.NotFound();
        if (own.State == SubscriptionState.Active) return TypedResults.Ok(SubscriptionView.Of(own));

        var now = clock.StoredNow();
        await db.InTransactionAsync(async () =>
        {
            (own.State, own.DisabledReason, own.DisabledAt, own.FailingSince) = (SubscriptionState.Active, null, null, null);
            await db.SaveChangesAsync(ct);
            await db.Deliveries.Where(d => d.SubscriptionId == id && d.State == WebhookDeliveryState.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now).SetProperty(d => d.Round, 0), ct);
        }, ct);
        return TypedResults.Ok(SubscriptionView.Of(own));
    }
}
