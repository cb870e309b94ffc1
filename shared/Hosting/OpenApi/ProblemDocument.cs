using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>The schema of problems (RFC 9457), the same in every document.</summary>
internal static class ProblemDocument
{
    public const string Id = "Problem";

    public static void Add(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Id] = Schema();
    }

    /// <summary>The schema, made anew.</summary>
    public static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457). Decide by `type`, which is stable; show `title` and `detail` to people.",
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^/problems/[a-z0-9-]+$", Description = "The stable code, as `/problems/{code}`." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The kind of problem in a few words." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "400", Maximum = "599", Description = "The HTTP status." },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do about it." },
            ["instance"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The path of the request." },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Name it when you ask the operator for help." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong with each field, by its path in the request: `items[0].category`.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
        Examples = [JsonNode.Parse("""
            {"type":"/problems/validation","title":"Some fields are not valid","status":422,"detail":"eventDate: is required","errors":{"eventDate":["is required"]}}
            """)!],
    };
}
