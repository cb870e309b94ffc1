using System.Text.Json;
using Exchange.Access;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Exchange.RouteAlerts;

/// <summary>Shows the owner of a subscription what was sent, what came back, and what is sent again when; the newest first.</summary>
internal static class ListDeliveries
{
    /// <summary>A delivery. What a receiver answered is never kept, so only its status is told.</summary>
    public sealed record DeliveryView(
        Guid Id, string Type, Guid AlertId, DeliveryState Status, int Attempts, int? LastStatusCode, string? LastError, DateTimeOffset CreatedAt,
        DateTimeOffset? NextAttemptAt, IReadOnlyList<DeliveryAttempt> History)
    {
        internal static DeliveryView Of(Delivery d) =>
            new(d.Id, d.Type, d.AlertId, d.State, d.Attempts.Count, d.Attempts.LastOrDefault()?.StatusCode, d.Attempts.LastOrDefault()?.Error, d.CreatedAt,
                d.State == DeliveryState.Pending ? d.DueAt : null, d.Attempts);
    }

    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions.MapGet("/{id:guid}/deliveries", HandleAsync).WithName("ListDeliveries");

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, int? limit, string? cursor, HttpContext http, Principal caller, AlertsDb db, Cursors cursors, IOptions<JsonOptions> json, CancellationToken ct)
    {
        if (!await Subscription.Of(db, caller).AnyAsync(s => s.Id == id, ct)) return Problems.NotFound();
        var faults = new Faults();
        var take = Pages.Limit(limit, faults);
        var bound = $"deliveries {id}";
        var before = long.MaxValue;
        if (cursor is not null && !cursors.TryUnprotect(cursor, bound, out before)) faults.Add("cursor", "is not one of this list");
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
