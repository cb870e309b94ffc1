using System.Reflection;
using Exchange.Hosting.OpenApi;
using Xunit;

namespace Exchange.Hosting.Tests.OpenApi;

public sealed class XmlTextsTests
{
    /// <summary>
    /// A thing with <c>code</c>, and a <see cref="Generic{T}"/>.
    /// <para>Its second paragraph.</para>
    /// </summary>
    private sealed record Described(string Silent)
    {
        /// <summary>Its name, or <see langword="null"/>.</summary>
        public string? Name { get; init; }

        /// <summary>Does it with <paramref name="much"/> care.</summary>
        public void Do(int much) => Assert.NotEqual(0, much);

        public void Undescribed() => Assert.NotNull(this);
    }

    /// <summary>A pair.</summary>
    /// <param name="First">The first of both.</param>
    private sealed record Generic<T>(T First)
    {
        /// <summary>The second of both.</summary>
        public T? Second { get; init; }
    }

    [Fact]
    public void A_type_has_its_summary_in_one_line() => Assert.Equal("A thing with `code`, and a Generic`1. Its second paragraph.", XmlTexts.Of(typeof(Described)));

    [Fact]
    public void A_property_has_its_summary_or_the_text_of_its_parameter()
    {
        Assert.Equal("Its name, or null.", XmlTexts.Of(typeof(Described).GetProperty(nameof(Described.Name))!));
        Assert.Equal("The first of both.", XmlTexts.Of(typeof(Generic<int>).GetProperty("First")!));
        Assert.Equal("The second of both.", XmlTexts.Of(typeof(Generic<int>).GetProperty("Second")!));
        Assert.Null(XmlTexts.Of(typeof(Described).GetProperty(nameof(Described.Silent))!));
    }

    [Fact]
    public void A_method_has_its_summary()
    {
        Assert.Equal("Does it with much care.", XmlTexts.Of(typeof(Described).GetMethod(nameof(Described.Do))!));
        Assert.Null(XmlTexts.Of(typeof(Described).GetMethod(nameof(Described.Undescribed))!));
    }

    [Fact]
    public void What_has_no_documentation_file_has_no_texts()
    {
        Assert.Null(XmlTexts.Of(typeof(string)));
        Assert.Null(XmlTexts.Of(typeof(string).GetMethod(nameof(string.IsNullOrEmpty), BindingFlags.Static | BindingFlags.Public)!));
    }
}
