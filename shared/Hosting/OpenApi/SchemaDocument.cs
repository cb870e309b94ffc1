using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>Completes the schemas of a document with what the code says of each type and property: texts, code lists, lengths, what is required.</summary>
internal static class SchemaDocument
{
    public static void Complete(OpenApiDocument document, SchemaNames names, JsonSerializerOptions json)
    {
        var requests = RequestSchemas(document);
        foreach (var (id, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema is not OpenApiSchema whole || !names.Types.TryGetValue(id, out var type)) continue;
            whole.Description ??= XmlTexts.Of(type);
            if (type.IsEnum) whole.Type = JsonSchemaType.String;
            // Raw JSON: elements of any kind.
            if (whole.Type?.HasFlag(JsonSchemaType.Array) == true) whole.Items ??= new OpenApiSchema();
            if (whole.Properties is { Count: > 0 }) Complete(whole, json.GetTypeInfo(type), requests.Contains(id), document);
        }
    }

    private static void Complete(OpenApiSchema schema, JsonTypeInfo type, bool isRequest, OpenApiDocument document)
    {
        if (isRequest) schema.AdditionalPropertiesAllowed = false;
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in type.Properties)
        {
            if (!schema.Properties!.TryGetValue(property.Name, out var described)) continue;
            var attributes = property.AttributeProvider;
            if (IsRequired(type.Type, property, isRequest)) required.Add(property.Name);
            var text = attributes is PropertyInfo declared ? XmlTexts.Of(declared) : null;
            // "This or null" is this: null is left out, unless the property is always written.
            if (!IsAlwaysWritten(attributes) && described is OpenApiSchema { OneOf: [OpenApiSchema { Type: JsonSchemaType.Null }, OpenApiSchemaReference whole] })
                schema.Properties[property.Name] = described = new OpenApiSchemaReference(whole.Reference.Id!, document);
            switch (described)
            {
                case OpenApiSchemaReference reference:
                    if (text is not null) reference.Description = text;
                    break;
                case OpenApiSchema inline:
                    if (!IsAlwaysWritten(attributes)) NotNull(inline);
                    if (text is not null) inline.Description = text;
                    Describe(inline, attributes);
                    break;
            }
        }
        schema.Required = required.Count > 0 ? required : null;
    }

    private static void Describe(OpenApiSchema schema, ICustomAttributeProvider? attributes)
    {
        if (attributes is null) return;
        var rules = attributes.GetCustomAttributes(typeof(FieldRuleAttribute), true).Cast<FieldRuleAttribute>().ToList();
        if (schema.Items is OpenApiSchema element)
        {
            NotNull(element);
            foreach (var rule in rules) rule.Describe(element);
            if (element.Description is { } text) (element.Description, schema.Description) = (null, string.IsNullOrEmpty(schema.Description) ? text : $"{schema.Description} {text}");
        }
        else
        {
            foreach (var rule in rules) rule.Describe(schema);
        }
        if (attributes.GetCustomAttributes(typeof(MostAttribute), true) is [MostAttribute most, ..]) schema.MaxItems = most.Count;
        else if (rules.OfType<CodeAttribute>().FirstOrDefault() is { } codes && schema.Items is not null) schema.MaxItems = codes.List.Count;
    }

    /// <summary>Whether the property is written also when it is null.</summary>
    internal static bool IsAlwaysWritten(ICustomAttributeProvider? property) =>
        property?.GetCustomAttributes(typeof(JsonIgnoreAttribute), true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Never }, ..];

    // What is null is left out of answers, and may be left out of requests.
    private static void NotNull(OpenApiSchema schema)
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Null) && type != JsonSchemaType.Null) schema.Type = type & ~JsonSchemaType.Null;
    }

    private static bool IsRequired(Type type, JsonPropertyInfo property, bool isRequest)
    {
        if (property.AttributeProvider is not PropertyInfo declared) return false;
        if (IsAlwaysWritten(declared)) return true;
        // In a case a required field may be withheld, and is then missing.
        if (declared.IsDefined(typeof(RequiredFieldAttribute))) return isRequest && declared.DeclaringType!.GetCustomAttribute<LeveledAttribute>() is null;
        if (isRequest) return property.IsRequired;
        if (type.GetCustomAttribute<LeveledAttribute>() is { } leveled)
        {
            // Shown at every level at which the record is shown at all.
            var from = declared.GetCustomAttribute<VisibleFromAttribute>()?.Level ?? leveled.Default;
            if (from is null or > ReleaseLevel.Summary && leveled.Default is null) return false;
        }
        return declared.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(declared.PropertyType) is null
            // Made anew: it keeps what it has read, and is not for several threads. Documents are made side by side.
            : new NullabilityInfoContext().Create(declared).ReadState == NullabilityState.NotNull;
    }

    // The schemas of which a request's body is made, and no answer.
    private static HashSet<string> RequestSchemas(OpenApiDocument document)
    {
        var (sent, returned) = (new HashSet<string>(), new HashSet<string>());
        foreach (var operation in document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(o => o.Value))
        {
            foreach (var content in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>()) Reach(content.Value.Schema, sent, document);
            foreach (var content in (operation.Responses ?? []).SelectMany(response => response.Value.Content ?? new Dictionary<string, OpenApiMediaType>()))
                Reach(content.Value.Schema, returned, document);
        }
        sent.ExceptWith(returned);
        return sent;
    }

    private static void Reach(IOpenApiSchema? schema, HashSet<string> reached, OpenApiDocument document)
    {
        switch (schema)
        {
            case OpenApiSchemaReference { Reference.Id: { } id }:
                if (reached.Add(id)) Reach(document.Components!.Schemas![id], reached, document);
                break;
            case OpenApiSchema whole:
                Reach(whole.Items, reached, document);
                foreach (var part in (whole.Properties?.Values ?? []).Concat(whole.AnyOf ?? []).Concat(whole.OneOf ?? []).Concat(whole.AllOf ?? [])) Reach(part, reached, document);
                break;
        }
    }
}
