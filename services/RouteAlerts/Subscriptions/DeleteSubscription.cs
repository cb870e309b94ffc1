using Exchange.Access;
using Exchange.Hosting;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Ends a subscription; its deliveries and its key go with it.</summary>
internal static class DeleteSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapDelete("/{id:guid}", HandleAsync).WithName("DeleteSubscription");

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(Guid id, Principal caller, AlertsDb db, CancellationToken ct) =>
        await Subscription.Of(db, caller).Where(s => s.Id == id).ExecuteDeleteAsync(ct) == 1 ? TypedResults.NoContent() : Problems.NotFound();
}
