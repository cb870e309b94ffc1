using NetTopologySuite.Geometries;

namespace Exchange.RouteAlerts.Maps;

/// <summary>A bounding box in degrees that does not cross the antimeridian: the box of a geometry that crosses it spans all longitudes.</summary>
internal sealed record Box(double West, double South, double East, double North)
{
    internal static Box? Around(Geometry? geometry) => geometry?.EnvelopeInternal is { IsNull: false } e
        ? new Box(e.MinX, e.MinY, e.MaxX, e.MaxY)
        : null;
}
