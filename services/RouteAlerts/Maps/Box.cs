using NetTopologySuite.Geometries;

namespace Exchange.RouteAlerts.Maps;

/// <summary>A box in degrees, west to east without crossing the antimeridian: what crosses it has a box around the whole world.</summary>
internal sealed record Box(double West, double South, double East, double North)
{
    internal static Box? Around(Geometry? geometry) => geometry?.EnvelopeInternal is { IsNull: false } e
        ? new Box(e.MinX, e.MinY, e.MaxX, e.MaxY)
        : null;
}
