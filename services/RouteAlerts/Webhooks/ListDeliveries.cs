using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Lists the deliveries of one of the caller's subscriptions with their attempts and the time of the next one, newest first.</summary>
internal static class ListDeliveries
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapGet("/{id:guid}/deliveries", HandleAsync)
            .WithName("ListDeliveries").WithSummary("Lists the webhook deliveries of a subscription");

    internal static async Task<Results<PageAnswer<DeliveryView>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Principal caller, AlertsDb db, CancellationToken ct)
    {
        if (!await Subscription.Of(db, caller).AnyAsync(s => s.Id == id, ct)) return Problems.NotFound();
        var faults = new Faults();
        var page = paging.Read<long?>($"deliveries of {id}", null, faults);
        if (faults.Any) return faults.ToProblem();

        var before = page.After ?? long.MaxValue;
        var found = await (
            from delivery in db.Deliveries.AsNoTracking()
            where delivery.SubscriptionId == id
            join entry in db.Feed on delivery.EntryId equals entry.Id
            where entry.Position < before
            orderby entry.Position descending
            select new { delivery, entry.Position }).Take(page.Take).ToListAsync(ct);
        return page.Answer(found, d => d.Position, d => DeliveryView.Of(d.delivery));
    }
}
