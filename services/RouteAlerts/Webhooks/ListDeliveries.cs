using System.Text.Json;
using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Subscriptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.RouteAlerts.Webhooks;

/// <summary>Lists the deliveries of one of the caller's subscriptions with their attempts and the time of the next one, newest first.</summary>
internal static class ListDeliveries
{
    /// <summary>A delivery. Of a receiver's answer only the status is kept.</summary>
    /// <param name="Id">The id; the header <c>webhook-id</c> is <c>msg_</c> and this id without hyphens.</param>
    /// <param name="Type"><c>alert.issued</c>, <c>alert.updated</c> or <c>alert.withdrawn</c>.</param>
    /// <param name="AlertId">The alert that changed.</param>
    /// <param name="Status">Whether it is pending, delivered, failed or cancelled.</param>
    /// <param name="Attempts">The number of attempts so far.</param>
    /// <param name="LastStatusCode">The HTTP status of the last answer, if any.</param>
    /// <param name="LastError">The class of the last failure; absent after a success.</param>
    /// <param name="CreatedAt">When the alert changed.</param>
    /// <param name="NextAttemptAt">When a pending delivery is sent next.</param>
    /// <param name="History">Every attempt, oldest first.</param>
    internal sealed record DeliveryView(
        Guid Id, string Type, Guid AlertId, WebhookDeliveryState Status, int Attempts, int? LastStatusCode, string? LastError, DateTimeOffset CreatedAt,
        DateTimeOffset? NextAttemptAt, IReadOnlyList<DeliveryAttempt> History)
    {
        internal static DeliveryView Of(WebhookDelivery d) =>
            new(d.Id, d.Type, d.AlertId, d.State, d.Attempts.Count, d.Attempts.LastOrDefault()?.StatusCode, d.Attempts.LastOrDefault()?.Error, d.CreatedAt,
                d.State == WebhookDeliveryState.Pending ? d.DueAt : null, d.Attempts);
    }

    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapGet("/{id:guid}/deliveries", HandleAsync)
            .WithName("ListDeliveries").WithSummary("Lists the webhook deliveries of a subscription");

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, int? limit, string? cursor, HttpContext http, Principal caller, AlertsDb db, Cursors cursors, IOptions<JsonOptions> json, CancellationToken ct)
    {
        if (!await Subscription.Of(db, caller).AnyAsync(s => s.Id == id, ct)) return Problems.NotFound();
        var faults = new Faults();
        var take = Pages.Limit(limit, faults);
        var bound = $"deliveries {id}";
        var before = long.MaxValue;
        if (cursor is not null && !cursors.TryUnprotect(cursor, bound, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var page = await (
            from delivery in db.Deliveries.AsNoTracking()
            where delivery.SubscriptionId == id
            join entry in db.Feed on delivery.EntryId equals entry.Id
            where entry.Position < before
            orderby entry.Position descending
            select new { delivery, entry.Position }).Take(take + 1).ToListAsync(ct);
        var next = page.Count > take ? cursors.Protect(page[take - 1].Position, bound) : null;
        return Pages.Of(http, page.Take(take).Select(p => JsonSerializer.SerializeToUtf8Bytes(DeliveryView.Of(p.delivery), json.Value.SerializerOptions)), next);
    }
}
