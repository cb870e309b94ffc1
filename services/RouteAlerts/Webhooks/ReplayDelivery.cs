using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>
/// Sends a delivery again, whatever its result was. It keeps its id and gets a new signature and a new round of attempts; the alert must still be
/// visible to the subscriber.
/// </summary>
internal static class ReplayDelivery
{
    private const string Disabled = "subscription-disabled";

    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", HandleAsync)
            .WithName("ReplayDelivery").WithSummary("Sends a webhook delivery again").WithIdempotency<AlertsDb>()
            .Refuses(StatusCodes.Status409Conflict, Disabled, "the subscription is disabled");

    internal static async Task<Results<Accepted<DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid delivery, Principal caller, AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Subscription.Of(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } own) return Problems.NotFound();
        if (await db.Deliveries.SingleOrDefaultAsync(d => d.Id == delivery && d.SubscriptionId == id, ct) is not { } replayed) return Problems.NotFound();
        if (own.State == SubscriptionState.Disabled) return Problems.Conflict(Disabled, "Enable the subscription first.");

        (replayed.State, replayed.Round, replayed.DueAt) = (WebhookDeliveryState.Pending, 0, clock.StoredNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Accepted($"/v1/subscriptions/{id}/deliveries", DeliveryView.Of(replayed));
    }
}
