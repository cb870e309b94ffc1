using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Lists alerts that the caller may see, newest first, as JSON or, for <c>Accept: application/geo+json</c>, as GeoJSON.</summary>
internal static class ListAlerts
{
    private static readonly string[] Statuses = ["active", "expired", "withdrawn", "all"];

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapGet("/", HandleAsync).WithName("ListAlerts").WithSummary("Lists alerts that the caller may see").RequireScope(Scopes.AlertsRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        [AsParameters] AlertQuery query, string? status, string? type, int? limit, string? cursor, HttpContext http,
        Principal caller, AlertsDb db, Cursors cursors, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var filter = query.Read(faults);
        var take = Pages.Limit(limit, faults);
        status ??= "active";
        if (!Statuses.Contains(status)) faults.Add("status", $"has to be one of {string.Join(", ", Statuses)}");
        if (type is not null && !AlertVocabulary.Type.Contains(type)) faults.Add("type", AlertVocabulary.Type.Fault(type));
        var bound = $"alerts {caller.Member} {status} {type} {query.Canonical}";
        var before = long.MaxValue;
        if (cursor is not null && !cursors.TryUnprotect(cursor, bound, out before)) faults.Add("cursor", "is not a cursor of this list");
        if (faults.Any) return faults.ToProblem();

        var now = clock.GetUtcNow();
        var visible = db.VisibleTo<RouteAlert>(caller, now).AsNoTracking();
        visible = status switch
        {
            "active" => visible.Where(v => v.Record.Status == AlertStatus.Active && v.Record.ValidUntil > now),
            "expired" => visible.Where(v => v.Record.Status == AlertStatus.Active && v.Record.ValidUntil <= now),
            "withdrawn" => visible.Where(v => v.Record.Status == AlertStatus.Withdrawn),
            _ => visible,
        };
        if (type is not null) visible = visible.Where(v => v.Record.Type == type);
        visible = filter.Candidates(visible);

        // One record more than the page shows whether another page follows. A candidate's box may meet the area where its geometry does
        // not, so the loop reads on.
        var page = new List<Visible<RouteAlert>>();
        int read;
        do
        {
            var batch = await visible.Where(v => v.Record.Position < before).OrderByDescending(v => v.Record.Position).Take(take + 1).ToListAsync(ct);
            page.AddRange(batch.Where(v => filter.MeetsArea(v.Record)));
            read = batch.Count;
            if (read > 0) before = batch[^1].Record.Position;
        }
        while (page.Count <= take && read > take);

        var next = page.Count > take ? cursors.Protect(page[take - 1].Record.Position, bound) : null;
        http.Response.Headers.Vary = "Accept";
        if (!AlertGeoJson.IsWanted(http.Request)) return Pages.Of(http, page.Take(take).Select(AlertView.Json), next);
        return new JsonBytes(AlertGeoJson.FeatureCollection(page.Take(take), next), contentType: AlertGeoJson.MediaType);
    }
}
