using Exchange.Access;
using Exchange.Hosting;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Returns the subscriptions of the caller's authority, and whether they are disabled.</summary>
internal static class ReadSubscriptions
{
    /// <summary>All subscriptions of the authority: at most 50, so there is never another page.</summary>
    internal sealed record Response(IReadOnlyList<SubscriptionView> Items, string? Next);

    public static void Map(IEndpointRouteBuilder subscriptions)
    {
        subscriptions.MapGet("/", ListAsync).WithName("ListSubscriptions").WithSummary("Lists the subscriptions of the caller's authority");
        subscriptions.MapGet("/{id:guid}", GetAsync).WithName("GetSubscription").WithSummary("Shows a subscription");
    }

    internal static async Task<Ok<Response>> ListAsync(Principal caller, AlertsDb db, CancellationToken ct)
    {
        var own = await Subscription.Of(db, caller).AsNoTracking().OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(ct);
        return TypedResults.Ok(new Response([.. own.Select(SubscriptionView.Of)], null));
    }

    internal static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> GetAsync(Guid id, Principal caller, AlertsDb db, CancellationToken ct) =>
        await Subscription.Of(db, caller).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } own
            ? TypedResults.Ok(SubscriptionView.Of(own))
            : Problems.NotFound();
}
