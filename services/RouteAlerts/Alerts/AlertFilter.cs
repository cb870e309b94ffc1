using Exchange.Access;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Exchange.RouteAlerts.Alerts;

/// <summary>
/// The filter of a list, a stream or a subscription: an alert meets every given criterion by at least one of its values. The
/// criteria use only what is visible at level summary.
/// </summary>
internal sealed class AlertFilter(
    IReadOnlyCollection<string> countries, IReadOnlyCollection<string> unlocodes, IReadOnlyCollection<string> modes, Severity? minSeverity, Geometry? area)
{
    private readonly IPreparedGeometry? prepared = area is null ? null : PreparedGeometryFactory.Prepare(area);

    public AlertFilter(
        IReadOnlyCollection<string> countries, IReadOnlyCollection<string> unlocodes, IReadOnlyCollection<string> modes, Severity? minSeverity, string? area)
        : this(countries, unlocodes, modes, minSeverity, area is null ? null : AlertGeometry.OfArea(area))
    {
    }

    /// <summary>Filters in the database. The area is compared by bounding boxes: some candidates may not meet it, but none is missing.</summary>
    public IQueryable<Visible<RouteAlert>> Candidates(IQueryable<Visible<RouteAlert>> alerts)
    {
        if (countries.Count > 0) alerts = alerts.Where(a => a.Record.Countries.Any(c => countries.Contains(c)));
        if (unlocodes.Count > 0) alerts = alerts.Where(a => a.Record.Unlocodes.Any(u => unlocodes.Contains(u)));
        if (modes.Count > 0) alerts = alerts.Where(a => a.Record.Modes.Any(m => modes.Contains(m)));
        if (minSeverity is { } least) alerts = alerts.Where(a => a.Record.Severity >= least);
        if (area?.EnvelopeInternal is { } e)
            alerts = alerts.Where(a => a.Record.Box != null && a.Record.Box.West <= e.MaxX && a.Record.Box.East >= e.MinX && a.Record.Box.South <= e.MaxY && a.Record.Box.North >= e.MinY);
        return alerts;
    }

    /// <summary>Whether the area intersects a leg or the area of the alert; false if the alert has no coordinates.</summary>
    public bool MeetsArea(RouteAlert alert) =>
        prepared is null || (AlertGeometry.Of(alert) is GeometryCollection all && all.Geometries.Any(prepared.Intersects));

    public bool Matches(RouteAlert alert) =>
        (countries.Count == 0 || alert.Countries.Any(countries.Contains)) &&
        (unlocodes.Count == 0 || alert.Unlocodes.Any(unlocodes.Contains)) &&
        (modes.Count == 0 || alert.Modes.Any(modes.Contains)) &&
        (minSeverity is not { } least || alert.Severity >= least) &&
        MeetsArea(alert);
}
