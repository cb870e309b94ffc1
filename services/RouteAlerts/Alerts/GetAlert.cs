using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Data;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Data;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Returns an alert at the caller's level, as JSON or, for <c>Accept: application/geo+json</c>, as GeoJSON.</summary>
internal static class GetAlert
{
    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapGet("/{id:guid}", HandleAsync).WithName("GetAlert").WithSummary("Shows an alert").RequireScope(Scopes.AlertsRead);

    internal static async Task<Results<JsonBytes, ProblemHttpResult>> HandleAsync(
        Guid id, HttpRequest request, Principal caller, AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        request.HttpContext.Response.Headers.Vary = "Accept";
        var alert = await db.VisibleTo<RouteAlert>(caller, clock.GetUtcNow()).AsNoTracking().ByKey().SingleOrDefaultAsync(v => v.Record.Id == id, ct);
        if (alert is null) return Problems.NotFound();
        return AlertGeoJson.IsWanted(request)
            ? new JsonBytes(AlertGeoJson.FeatureCollection([alert]), contentType: AlertGeoJson.MediaType)
            : new JsonBytes(AlertView.Json(alert));
    }
}
