using Exchange.Access;
using Exchange.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>Enables a disabled subscription again: what was pending is sent, with a fresh round of attempts.</summary>
internal static class EnableSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapPost("/{id:guid}/enable", HandleAsync).WithName("EnableSubscription");

    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> HandleAsync(
        Guid id, Principal caller, AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Subscription.Of(db, caller).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } own) return Problems.NotFound();
        if (own.State == SubscriptionState.Active) return TypedResults.Ok(SubscriptionView.Of(own));

        var now = clock.GetUtcNow();
        await db.InTransactionAsync(async () =>
        {
            (own.State, own.DisabledReason, own.DisabledAt, own.FailingSince) = (SubscriptionState.Active, null, null, null);
            await db.SaveChangesAsync(ct);
            await db.Deliveries.Where(d => d.SubscriptionId == id && d.State == DeliveryState.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now).SetProperty(d => d.Round, 0), ct);
        }, ct);
        return TypedResults.Ok(SubscriptionView.Of(own));
    }
}
