using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.RouteAlerts.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>Returns an alert at the caller's level, as JSON or, for <c>Accept: application/geo+json</c>, as GeoJSON.</summary>
internal static class GetAlert
{
    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts.MapGet("/{id:guid}", HandleAsync).WithName("GetAlert").WithSummary("Shows an alert").RequireScope(Scopes.AlertsRead);

    internal static async Task<Results<GeoJsonAnswer, ViewAnswer<AlertView>, ProblemHttpResult>> HandleAsync(
        Guid id, HttpRequest request, Principal caller, Records<AlertsDb, RouteAlert, AlertView> alerts, Shown shown, CancellationToken ct)
    {
        request.HttpContext.Response.Headers.Vary = "Accept";
        if (await alerts.FindAsync(id, ct) is not { } seen) return Problems.NotFound();
        return AlertGeoJson.IsWanted(request)
            ? await shown.ShowAsync([seen], next: null, new Reading(caller, Channel.Record), ct)
            : await alerts.ShowAsync(seen, Channel.Record, ct);
    }
}
