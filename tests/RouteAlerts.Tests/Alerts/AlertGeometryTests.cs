using Exchange.Contracts;
using Exchange.RouteAlerts.Alerts;
using NetTopologySuite.Geometries;
using Xunit;
using Position = Exchange.Contracts.Position;

namespace Exchange.RouteAlerts.Tests.Alerts;

public sealed class AlertGeometryTests
{
    private const string EastAfrica = """{"type":"Polygon","coordinates":[[[29,-12],[42,-12],[42,5],[29,5],[29,-12]]]}""";
    private const string Pacific = """{"type":"MultiPolygon","coordinates":[[[[170,-10],[180,-10],[180,10],[170,10],[170,-10]]],[[[-180,-10],[-170,-10],[-170,10],[-180,10],[-180,-10]]]]}""";

    [Theory]
    [InlineData(EastAfrica, 55.03, 25.01, 39.66, -4.05, true)]  // Jebel Ali to Mombasa ends within
    [InlineData(EastAfrica, 20, 0, 50, 0, true)]                // both ends outside, the line through it
    [InlineData(EastAfrica, 55.03, 25.01, 14.4, 50.1, false)]   // Jebel Ali to Prague
    [InlineData("[38,-5,41,-3]", 55.03, 25.01, 39.66, -4.05, true)]
    [InlineData("[45,-5,55,10]", 55.03, 25.01, 39.66, -4.05, true)]   // passes a corner of it
    [InlineData("[50,-5,55,10]", 55.03, 25.01, 39.66, -4.05, false)]  // within the line's box, off the line
    [InlineData("[170,-10,-170,10]", 175, 0, -175, 0, true)]
    [InlineData(Pacific, 175, 0, -175, 0, true)]
    [InlineData(Pacific, 160, 0, -160, 0, true)]                // crosses it from outside to outside
    [InlineData("[-10,-10,10,10]", 175, 0, -175, 0, false)]     // the short way, not around the world
    public void An_area_is_met_by_the_line_of_a_leg(string area, double fromX, double fromY, double toX, double toY, bool expected)
    {
        var filter = new AlertFilter([], [], [], null, area);
        Assert.Equal(expected, filter.Matches(AlertOf(new Position(fromX, fromY), new Position(toX, toY))));
    }

    [Fact]
    public void A_leg_without_coordinates_meets_no_area() => Assert.False(new AlertFilter([], [], [], null, "[-180,-90,180,90]").Matches(AlertOf(null, new Position(1, 1))));

    [Fact]
    public void A_leg_across_the_antimeridian_is_cut_there()
    {
        var line = LineOf(AlertOf(new Position(170, 10), new Position(-170, 20)));
        Assert.Equal("MULTILINESTRING ((170 10, 180 15), (-180 15, -170 20))", line.AsText());
    }

    [Fact]
    public void A_place_on_the_antimeridian_leaves_no_empty_piece()
    {
        Assert.Equal("LINESTRING (170 10, 180 15)", LineOf(AlertOf(new Position(170, 10), new Position(-180, 15))).AsText());
        Assert.Equal("LINESTRING (180 10, 180 15)", LineOf(AlertOf(new Position(-180, 10), new Position(180, 15))).AsText());
    }

    private static Geometry LineOf(RouteAlert alert) => AlertGeometry.Of(alert.Route, alert.Route.Legs[0])!;

    private static RouteAlert AlertOf(Position? from, Position? to) => RouteAlert.Issue("KEN", "KEN-2026-00000001", new AlertContent
    {
        Type = "trafficking_route",
        Severity = Severity.High,
        ValidFrom = DateTimeOffset.UnixEpoch,
        ValidUntil = DateTimeOffset.UnixEpoch,
        Handling = new Handling(),
        Summary = "",
        Route = new AlertRoute
        {
            Legs = [new AlertLeg { Sequence = 1, From = Facts.JebelAli.Locode, To = Facts.Mombasa.Locode, Mode = "maritime" }],
            Places = [Facts.JebelAli with { Position = from }, Facts.Mombasa with { Position = to }],
        },
    }, DateTimeOffset.UnixEpoch);
}
