using System.Text.Json;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Maps;
using Xunit;

namespace Exchange.RouteAlerts.Tests.Maps;

public sealed class AreasTests
{
    [Theory]
    [InlineData("\"world\"", "area")]
    [InlineData("null", "area")]
    [InlineData("[]", "area")]
    [InlineData("[1,2,3]", "area")]
    [InlineData("[1,2,3,\"4\"]", "area")]
    [InlineData("[10,5,20,5]", "area")]
    [InlineData("[10,6,20,5]", "area")]
    [InlineData("[10,5,10,6]", "area")]
    [InlineData("[-181,0,10,5]", "area")]
    [InlineData("[0,-91,10,5]", "area")]
    [InlineData("[0,0,1e999,5]", "area")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "area.type")]
    [InlineData("""{"coordinates":[]}""", "area.type")]
    [InlineData("""{"type":"Polygon"}""", "area.coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "area.coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""", "area.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}""", "area.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", "area.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,"1"],[0,0]]]}""", "area.coordinates[0][2]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0,7],[1,1],[0,0]]]}""", "area.coordinates[0][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[181,0],[1,1],[0,0]]]}""", "area.coordinates[0][1][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,-91],[1,1],[0,0]]]}""", "area.coordinates[0][1][1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}""", "area")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,2],[0,0]]]}""", "area")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]}""", "area")]
    [InlineData("""{"type":"Polygon","coordinates":[[[170,0],[-170,0],[-170,10],[170,10],[170,0]]]}""", "area.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"crs":{}}""", "area.crs")]
    public void A_bad_area_is_refused_where_it_is_bad(string json, string path)
    {
        var faults = new Faults();
        using var document = JsonDocument.Parse(json);
        Assert.Null(Areas.Read(document.RootElement, "area", faults));
        Assert.Contains(path, faults.ByField.Keys);
    }

    [Fact]
    public void An_area_of_too_many_positions_is_refused()
    {
        var ring = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"[{i / 100.0},{i % 7}]"));
        var faults = new Faults();
        using var document = JsonDocument.Parse($$"""{"type":"Polygon","coordinates":[[{{ring}}]]}""");
        Assert.Null(Areas.Read(document.RootElement, "area", faults));
    }
}
