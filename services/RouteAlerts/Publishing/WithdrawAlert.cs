using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Withdraws an alert of the caller's State or organization. Everyone who could see it can still read it, as withdrawn.</summary>
internal static class WithdrawAlert
{
    private const int MaxReason = 500;

    /// <param name="Reason">Why, at most 500 characters. Required.</param>
    internal sealed record Request(string? Reason);

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapPost("/{id:guid}/withdraw", HandleAsync)
            .WithName("WithdrawAlert").WithSummary("Withdraws an alert").RequireScope(Scopes.AlertsWrite).WithIdempotency<AlertsDb>();

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, HttpRequest http, Principal caller, AlertsDb db, FeedWriter feed, IOutbox<AlertsDb> outbox, TimeProvider clock,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var visible = await db.VisibleTo<RouteAlert>(caller, now).ByKey().SingleOrDefaultAsync(v => v.Record.Id == id, ct);
        if (visible is null) return Problems.NotFound();
        var alert = visible.Record;
        if (alert.Originator != caller.Member) return Problems.Forbidden("Only its originator may withdraw an alert.");
        if (!ETags.Allows(http, ETags.Of(AlertView.Json(visible)))) return Problems.PreconditionFailed();
        if (alert.Status == AlertStatus.Withdrawn) return Problems.Conflict("already-withdrawn", "The alert has already been withdrawn.");
        var faults = new Faults();
        if (string.IsNullOrWhiteSpace(request.Reason)) faults.Add("reason", "is required");
        else if (request.Reason.Length > MaxReason) faults.Add("reason", $"has more than {MaxReason} characters");
        if (faults.Any) return faults.ToProblem();

        await db.InTransactionAsync(async () =>
        {
            alert.Withdraw(request.Reason, now);
            await outbox.PublishAsync(new AlertWithdrawn(alert.Id, alert.Originator), ct);
            await db.SaveChangesAsync(ct);
            await feed.AddAsync(alert, FeedKind.Withdrawn, before: [], ct);
        }, ct);
        return new JsonBytes(AlertView.Json(visible));
    }
}
