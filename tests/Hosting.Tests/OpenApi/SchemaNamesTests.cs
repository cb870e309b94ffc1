using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Xunit;

namespace Exchange.Hosting.Tests.OpenApi;

public sealed class SchemaNamesTests
{
    private static readonly JsonSerializerOptions Json = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private readonly SchemaNames names = new();

    private sealed record Line(string Text);

    [Theory]
    [InlineData(typeof(Line), "SchemaNamesTestsLine")]
    [InlineData(typeof(Page<Line>), "SchemaNamesTestsLinePage")]
    [InlineData(typeof(Page<ReleaseTexts>), "ReleaseTextsPage")]
    [InlineData(typeof(ReleaseLevel), "ReleaseLevel")]
    [InlineData(typeof(ReleaseLevel?), "ReleaseLevel")]
    [InlineData(typeof(string), null)]
    [InlineData(typeof(Line[]), null)]
    public void A_nested_type_is_named_by_its_feature_and_a_page_by_its_line(Type type, string? name)
    {
        Assert.Equal(name, names.IdOf(Json.GetTypeInfo(type)));
        if (name is not null) Assert.Equal(Nullable.GetUnderlyingType(type) ?? type, names.Types[name]);
    }

    [Fact]
    public void The_same_type_may_be_named_again_and_another_one_not()
    {
        Assert.Equal(names.IdOf(Json.GetTypeInfo(typeof(Line))), names.IdOf(Json.GetTypeInfo(typeof(Line))));
        var taken = Assert.Throws<InvalidOperationException>(() => names.IdOf(Json.GetTypeInfo(typeof(SchemaNamesTestsLine))));
        Assert.Contains("both named SchemaNamesTestsLine", taken.Message, StringComparison.Ordinal);
    }
}

/// <summary>Has the name of another type's schema.</summary>
public sealed record SchemaNamesTestsLine(string Text);

/// <summary>A type that is not nested.</summary>
public sealed record ReleaseTexts(string Text);
