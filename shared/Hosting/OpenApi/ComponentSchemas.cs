using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>Adds schemas that the framework leaves out of a document: those of webhooks, and of a second media type of an answer.</summary>
internal sealed class ComponentSchemas(OpenApiDocument document, OpenApiDocumentTransformerContext context, SchemaNames names, JsonSerializerOptions json)
{
    /// <summary>
    /// Adds the media types that an operation answers with beside another one of the same status. Of several types for one status, the framework
    /// documents the last alone.
    /// </summary>
    public async Task AddMediaTypesAsync(CancellationToken ct)
    {
        var operations = document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(o => o.Value).ToLookup(o => o.OperationId);
        foreach (var metadata in context.DescriptionGroups.SelectMany(group => group.Items).Select(item => item.ActionDescriptor.EndpointMetadata))
        {
            var name = metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
            foreach (var produced in metadata.OfType<IProducesResponseTypeMetadata>().Where(p => p.Type is not null && p.Type != typeof(void)))
            {
                foreach (var response in operations[name].Select(o => o.Responses?.GetValueOrDefault($"{produced.StatusCode}")).OfType<OpenApiResponse>())
                {
                    foreach (var mediaType in produced.ContentTypes.Where(type => response.Content?.ContainsKey(type) == false))
                        response.Content![mediaType] = new OpenApiMediaType { Schema = await SchemaAsync(produced.Type!, ct) };
                }
            }
        }
    }

    /// <summary>A reference to the schema of a type. It becomes a component with those of the types inside it, as the schemas of answers do.</summary>
    public async Task<IOpenApiSchema> SchemaAsync(Type type, CancellationToken ct)
    {
        var info = json.GetTypeInfo(type);
        var schema = await context.GetOrCreateSchemaAsync(type, null, ct);
        if (info.ElementType is { } element && schema.Items is not null) schema.Items = await SchemaAsync(element, ct);
        if (names.IdOf(info) is not { } id) return schema;
        document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (document.Components.Schemas.TryAdd(id, schema))
        {
            foreach (var property in info.Properties.Where(p => schema.Properties?.ContainsKey(p.Name) == true))
            {
                var inside = await SchemaAsync(property.PropertyType, ct);
                // What is always written may be null.
                schema.Properties![property.Name] = inside is OpenApiSchemaReference && SchemaDocument.IsAlwaysWritten(property.AttributeProvider)
                    ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, inside] }
                    : inside;
            }
        }
        return new OpenApiSchemaReference(id, document);
    }
}
