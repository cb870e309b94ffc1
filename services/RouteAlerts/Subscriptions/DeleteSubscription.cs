using Exchange.Access;
using Exchange.Hosting;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Deletes a subscription with its deliveries and its key.</summary>
internal static class DeleteSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapDelete("/{id:guid}", HandleAsync).WithName("DeleteSubscription").WithSummary("Deletes a subscription");

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(Guid id, Principal caller, AlertsDb db, CancellationToken ct) =>
        await Subscription.Of(db, caller).Where(s => s.Id == id).ExecuteDeleteAsync(ct) == 1 ? TypedResults.NoContent() : Problems.NotFound();
}
