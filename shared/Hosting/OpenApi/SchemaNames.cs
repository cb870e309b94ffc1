using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Exchange.Hosting.Http;
using Microsoft.AspNetCore.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>
/// Names the schemas of a document: a type nested in a feature by both (<c>ReportCaseRequest</c>), a page by its line (<c>ListCasesLinePage</c>).
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> types = new(StringComparer.Ordinal);

    /// <summary>The types of the document, by the names of their schemas.</summary>
    public IReadOnlyDictionary<string, Type> Types => types;

    /// <summary>The name of the type's schema, or null if it is written where it is used.</summary>
    /// <exception cref="InvalidOperationException">Another type has this name.</exception>
    public string? IdOf(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null) return null;
        var id = NameOf(Nullable.GetUnderlyingType(info.Type) ?? info.Type);
        var known = types.GetOrAdd(id, Nullable.GetUnderlyingType(info.Type) ?? info.Type);
        return known == (Nullable.GetUnderlyingType(info.Type) ?? info.Type)
            ? id
            : throw new InvalidOperationException($"{known} and {info.Type} are both named {id} in the OpenAPI document. Rename one.");
    }

    private static string NameOf(Type type) => type switch
    {
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Page<>) => $"{NameOf(type.GetGenericArguments()[0])}Page",
        { DeclaringType: { } feature } => $"{NameOf(feature)}{type.Name.Split('`')[0]}",
        _ => type.Name.Split('`')[0],
    };
}
