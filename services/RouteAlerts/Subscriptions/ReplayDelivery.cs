using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts;

/// <summary>Sends a delivery again, whatever came of it: the same id, a new signature, a fresh round of attempts, and a new look at visibility.</summary>
internal static class ReplayDelivery
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", HandleAsync).WithName("ReplayDelivery").WithIdempotency<AlertsDb>();

    internal static async Task<Results<Accepted<ListDeliveries.DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid delivery, Principal caller, AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Subscription.Of(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } own) return Problems.NotFound();
        if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == delivery && d.SubscriptionId == id, ct) is not { } again) return Problems.NotFound();
        if (own.State == SubscriptionState.Disabled) return Problems.Conflict("subscription-disabled", "Enable the subscription first.");

        (again.State, again.Round, again.DueAt) = (DeliveryState.Pending, 0, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/v1/subscriptions/{id}/deliveries", ListDeliveries.DeliveryView.Of(again));
    }
}
