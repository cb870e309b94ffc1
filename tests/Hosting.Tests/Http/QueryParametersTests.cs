using System.Reflection;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Xunit;

namespace Exchange.Hosting.Tests.Http;

/// <summary>The query parameters of a handler are found by the rules by which minimal APIs bind them.</summary>
public sealed class QueryParametersTests
{
    private sealed record Filter([property: FromQuery(Name = "first-day")] DateOnly? From, string? Text, Filter.Service Beside, CancellationToken Token)
    {
        [FromQuery(Name = "marks")] public string[]? Marks { get; init; }
        public sealed class Service;
    }

    // Their parameters are read, the methods never run.
    private static void Handler(
        Guid id, string name, int? limit, [FromQuery(Name = "as-of")] DateTimeOffset? asOf, DayOfWeek day, [FromHeader] string agent, [FromServices] string service,
        [FromBody] Filter body, HttpContext http, CancellationToken ct) => throw new NotSupportedException($"{id}{name}{limit}{asOf}{day}{agent}{service}{body}{http}{ct}");

    private static void Listed([AsParameters] Filter filter, [AsParameters] Paging paging) => throw new NotSupportedException($"{filter}{paging}");

    [Fact]
    public void What_comes_from_elsewhere_is_none() =>
        Assert.Equal(["name", "limit", "as-of", "day"], Names(nameof(Handler), "ID"));

    [Fact]
    public void The_properties_of_a_record_of_parameters_are_parameters() =>
        Assert.Equal(["first-day", "text", "marks", "limit", "cursor"], Names(nameof(Listed)));

    [Theory]
    [InlineData(typeof(int?), "5", null)]
    [InlineData(typeof(int?), "+5", null)]
    [InlineData(typeof(int), "5x", "has to be a whole number")]
    [InlineData(typeof(int), "1,000", "has to be a whole number")]
    [InlineData(typeof(bool?), "TRUE", null)]
    [InlineData(typeof(bool?), "1", "has to be true or false")]
    [InlineData(typeof(Guid), "01997a70-51b5-7b1c-8a3b-000000000001", null)]
    [InlineData(typeof(Guid), "KEN", "has to be an id (UUID)")]
    [InlineData(typeof(DateOnly?), "2026-03-14", null)]
    [InlineData(typeof(DateOnly?), "2026-3-14", "has to be a date, such as 2026-03-14")]
    [InlineData(typeof(string), "", null)]
    public void A_value_is_read_as_its_type(Type type, string value, string? fault) => Assert.Equal(fault, new QueryParameter("x", type, type).Fault([value]));

    [Fact]
    public void Only_a_list_may_be_given_twice()
    {
        Assert.Equal("is given more than once", new QueryParameter("x", typeof(string), typeof(string)).Fault(["a", "b"]));
        Assert.Null(new QueryParameter("x", typeof(string[]), typeof(string)).Fault(["a", "b"]));
    }

    private static IEnumerable<string> Names(string handler, params string[] inRoute) => QueryParameters
        .Of(typeof(QueryParametersTests).GetMethod(handler, BindingFlags.Static | BindingFlags.NonPublic)!, inRoute).Select(parameter => parameter.Name);
}
