using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.Messaging;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Data;
using Exchange.RouteAlerts.Feed;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Publishing;

/// <summary>Withdraws an alert of the caller's State or organization. Everyone who could see it can still read it, as withdrawn.</summary>
internal static class WithdrawAlert
{
    private const string Withdrawn = "already-withdrawn";
    private const int MaxReason = 500;

    /// <summary>Why the alert is withdrawn.</summary>
    public sealed record Request
    {
        /// <summary>Why the alert is withdrawn. Everyone who may see the alert is shown the reason.</summary>
        [RequiredField][Text(MaxReason, Lines = true)] public string? Reason { get; init; }
    }

    public static void Map(IEndpointRouteBuilder alerts) => alerts.MapPost("/{id:guid}/withdraw", HandleAsync)
        .WithName("WithdrawAlert").WithSummary("Withdraws an alert").RequireScope(Scopes.AlertsWrite).WithIdempotency<AlertsDb>()
        .HonoursIfMatch()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller sees the alert, and another member issued it")
        .Refuses(StatusCodes.Status409Conflict, Withdrawn, "the alert was withdrawn before")
        .WithExample("alert-withdrawal");

    internal static async Task<Results<ViewAnswer<AlertView>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, Records<AlertsDb, RouteAlert, AlertView> alerts, AlertsDb db, FeedWriter feed, IOutbox<AlertsDb> outbox,
        TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await alerts.FindToChangeAsync(id, ct);
        if (found is null) return problem!;
        var (alert, now) = (found.Record, clock.StoredNow());
        if (alert.Status == AlertStatus.Withdrawn) return Problems.Conflict(Withdrawn, "The alert has already been withdrawn.");
        if (Check.Request(request, now) is { } invalid) return invalid;

        await db.InTransactionAsync(async () =>
        {
            alert.Withdraw(request.Reason, now);
            await outbox.PublishAsync(new AlertWithdrawn(alert.Id, alert.Originator), ct);
            await db.SaveChangesAsync(ct);
            await feed.AddAsync(alert, FeedKind.Withdrawn, before: [], ct);
        }, ct);
        return await alerts.ShowChangedAsync(alert, ct);
    }
}
