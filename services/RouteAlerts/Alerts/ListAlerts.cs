using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Lists alerts that the caller may see, newest first, as JSON or, for <c>Accept: application/geo+json</c>, as GeoJSON.</summary>
internal static class ListAlerts
{
    private const string Active = "active";

    private static readonly string[] Statuses = [Active, "expired", "withdrawn", "all"];

    /// <summary>The filters that only the list has.</summary>
    public sealed record Filter
    {
        /// <summary><c>active</c> (the default: neither withdrawn nor expired), <c>expired</c>, <c>withdrawn</c> or <c>all</c>.</summary>
        [FromQuery(Name = "status")][Form(typeof(ListAlerts), nameof(StatusFault), Pattern = "^(active|expired|withdrawn|all)$")] public string? Status { get; init; }

        /// <summary>What the alert is about.</summary>
        [FromQuery(Name = "type")][Code("alert_type")] public string? Type { get; init; }
    }

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapGet("/", HandleAsync).WithName("ListAlerts").WithSummary("Lists alerts that the caller may see").RequireScope(Scopes.AlertsRead);

    internal static async Task<Results<GeoJsonAnswer, PageAnswer<AlertView>, ProblemHttpResult>> HandleAsync(
        [AsParameters] AlertQuery query, [AsParameters] Filter filter, [AsParameters] Paging paging, HttpContext http,
        Principal caller, AlertsDb db, Shown shown, TimeProvider clock, CancellationToken ct)
    {
        var (now, faults) = (clock.GetUtcNow(), new Faults());
        var check = new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) };
        check.Fields(filter);
        var criteria = query.Read(check, faults);
        var page = paging.Read<long?>("alerts", $"{filter} {query.Canonical}", faults);
        if (faults.Any) return faults.ToProblem();

        var visible = db.VisibleTo<RouteAlert>(caller, now).AsNoTracking();
        visible = filter.Status switch
        {
            null or Active => visible.Where(v => v.Record.Status == AlertStatus.Active && v.Record.ValidUntil > now),
            "expired" => visible.Where(v => v.Record.Status == AlertStatus.Active && v.Record.ValidUntil <= now),
            "withdrawn" => visible.Where(v => v.Record.Status == AlertStatus.Withdrawn),
            _ => visible,
        };
        if (filter.Type is { } type) visible = visible.Where(v => v.Record.Type == type);
        visible = criteria.Candidates(visible);

        // A candidate's box may meet the area where its geometry does not, so the loop reads on.
        var rows = new List<Visible<RouteAlert>>();
        var before = page.After ?? long.MaxValue;
        int read;
        do
        {
            var batch = await visible.Where(v => v.Record.Position < before).OrderByDescending(v => v.Record.Position).Take(page.Take).ToListAsync(ct);
            rows.AddRange(batch.Where(v => criteria.MeetsArea(v.Record)));
            read = batch.Count;
            if (read > 0) before = batch[^1].Record.Position;
        }
        while (rows.Count < page.Take && read == page.Take);

        http.Response.Headers.Vary = "Accept";
        if (!AlertGeoJson.IsWanted(http.Request)) return await page.ShowAsync(rows, Position, v => (ShownRecord.Of(v), AlertView.Of(v)), ct);
        return await shown.ShowAsync(rows.Take(page.Size), page.Next(rows, Position), new Reading(caller, Channel.List), ct);

        static long? Position(Visible<RouteAlert> seen) => seen.Record.Position;
    }

    /// <summary>What is wrong with a status to filter by, or null.</summary>
    internal static string? StatusFault(string status) => Statuses.Contains(status) ? null : $"has to be one of {string.Join(", ", Statuses)}";
}
