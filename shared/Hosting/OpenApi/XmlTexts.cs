using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Exchange.Hosting.OpenApi;

/// <summary>
/// The summaries of the code as texts for integrators. The framework's own generator reads those of one project, and a method's rather than its
/// feature's; this reads the documentation file that the build puts beside each assembly (docs/adr/0019).
/// </summary>
internal static partial class XmlTexts
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = new();

    /// <summary>The summary of a type, or null.</summary>
    public static string? Of(Type type) => Text(Member(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>The summary of a method, or null.</summary>
    public static string? Of(MethodInfo method)
    {
        var prefix = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        return Text(File(method.DeclaringType!).FirstOrDefault(m => m.Key == prefix || m.Key.StartsWith($"{prefix}(", StringComparison.Ordinal)).Value?.Element("summary"));
    }

    /// <summary>The summary of a property, or the text of the parameter that a record makes it of; null if it has neither.</summary>
    public static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        if (type.IsGenericType) type = type.GetGenericTypeDefinition();
        return Text(Member(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? Text(Member(type, $"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    private static XElement? Member(Type type, string id) => File(type).GetValueOrDefault(id);

    private static IReadOnlyDictionary<string, XElement> File(Type type) => Files.GetOrAdd(type.Assembly, static assembly =>
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        return System.IO.File.Exists(path)
            ? XDocument.Load(path).Descendants("member").GroupBy(m => m.Attribute("name")!.Value).ToDictionary(m => m.Key, m => m.First(), StringComparer.Ordinal)
            : new Dictionary<string, XElement>();
    });

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.').Split('[')[0];

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var text = Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } reference => Referred(reference),
        XElement { Name.LocalName: "para" } paragraph => $" {string.Concat(paragraph.Nodes().Select(Text))} ",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Referred(XElement reference)
    {
        if (reference.Value.Length > 0) return reference.Value;
        var name = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value ?? "";
        return name[(name.LastIndexOf('.') + 1)..].Split('(')[0];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
