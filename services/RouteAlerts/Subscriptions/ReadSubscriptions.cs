using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Reads the subscriptions of the caller's authority.</summary>
internal static class ReadSubscriptions
{
    public static void Map(IEndpointRouteBuilder subscriptions)
    {
        subscriptions.MapGet("/", ListAsync).WithName("ListSubscriptions").WithSummary("Lists the subscriptions of the caller's authority");
        subscriptions.MapGet("/{id:guid}", GetAsync).WithName("GetSubscription").WithSummary("Shows a subscription");
    }

    /// <summary>Lists the subscriptions of the caller's authority, oldest first, and whether they are disabled.</summary>
    internal static async Task<Results<PageAnswer<SubscriptionView>, ProblemHttpResult>> ListAsync(
        [AsParameters] Paging paging, Principal caller, AlertsDb db, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<Guid?>("subscriptions", caller.Authority, faults);
        if (faults.Any) return faults.ToProblem();
        var own = Subscription.Of(db, caller).AsNoTracking();
        // Ids begin with the time of creation (RFC 9562, version 7).
        if (page.After is { } last) own = own.Where(s => s.Id > last);
        return page.Answer(await own.OrderBy(s => s.Id).Take(page.Take).ToListAsync(ct), s => s.Id, SubscriptionView.Of);
    }

    /// <summary>Returns a subscription of the caller's authority, and whether it is disabled.</summary>
    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> GetAsync(Guid id, Principal caller, AlertsDb db, CancellationToken ct) =>
        await Subscription.Of(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } own
            ? TypedResults.Ok(SubscriptionView.Of(own))
            : Problems.NotFound();
}
