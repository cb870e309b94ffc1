using System.Text.Json.Nodes;

namespace Exchange.Architecture.Tests.Rules;

/// <summary>What an OpenAPI document has to say of each operation and schema.</summary>
internal static class DocumentRules
{
    private const int LongestSummary = 60;

    /// <summary>What is missing, a line each: <c>GET /v1/cases: …</c>.</summary>
    public static IEnumerable<string> Faults(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from fault in Faults(operation.Value!.AsObject(), document)
        select $"{operation.Key.ToUpperInvariant()} {path.Key}: {fault}";

    /// <summary>The tags that nothing describes.</summary>
    public static IEnumerable<string> UndescribedTags(JsonObject document) =>
        from tag in document["tags"]?.AsArray() ?? []
        where Text(tag!["description"]) is not { Length: > 0 }
        select Text(tag["name"])!;

    /// <summary>The properties of schemas that nothing describes, <c>Item.make</c>; what refers to a schema is described there.</summary>
    public static IEnumerable<string> Undescribed(JsonObject document) =>
        from schema in document["components"]!["schemas"]!.AsObject()
        from property in schema.Value!["properties"]?.AsObject() ?? []
        where property.Value!["$ref"] is null && Text(property.Value["description"]) is not { Length: > 0 }
        select $"{schema.Key}.{property.Key}";

    /// <summary>The operations that are documented without a bearer.</summary>
    public static IEnumerable<string> Public(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value!["security"] is JsonArray { Count: 0 }
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    private static IEnumerable<string> Faults(JsonObject operation, JsonObject document)
    {
        if (Text(operation["summary"]) is not { Length: > 0 and <= LongestSummary }) yield return $"has no summary of at most {LongestSummary} characters";
        if (Text(operation["description"]) is not { Length: > 0 }) yield return "has no description";
        if (Text(operation["operationId"]) is not { Length: > 0 }) yield return "has no operationId";
        if (operation["security"] is not JsonArray) yield return "does not say whether it needs a token";
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (Text(parameter!["description"]) is not { Length: > 0 }) yield return $"does not describe the parameter {parameter["name"]}";
            if (parameter["in"]!.GetValue<string>() == "query" && char.IsUpper(parameter["name"]!.GetValue<string>()[0])) yield return $"spells the parameter {parameter["name"]} otherwise than the wire";
        }
        foreach (var (type, content) in operation["requestBody"]?["content"]?.AsObject() ?? [])
        {
            if (content!["schema"] is null) yield return $"has no schema of its body ({type})";
            if (type == "application/json" && content["example"] is null && !IsEmpty(content["schema"], document)) yield return "has no example of its body";
        }
        var responses = operation["responses"]!.AsObject();
        if (!responses.Any(r => r.Key[0] == '2')) yield return "has no success";
        foreach (var (status, response) in responses)
        {
            var contents = response!["content"]?.AsObject() ?? [];
            if (status[0] == '2' && status is not ("202" or "204") && contents.Count == 0) yield return $"has no content for {status}";
            foreach (var (type, content) in contents)
            {
                if (content!["schema"] is not JsonObject { Count: > 0 }) yield return $"has no schema for {status} ({type})";
                if (status[0] is '4' or '5' && type != "application/problem+json") yield return $"answers {status} with {type}, no problem";
            }
            if (status[0] is '4' or '5' && contents.Count == 0) yield return $"has no problem for {status}";
        }
        foreach (var status in (string[])["400", "429", "500", "503"])
        {
            if (responses[status] is null) yield return $"does not document {status}";
        }
        if (operation["security"] is JsonArray { Count: > 0 } && (responses["401"] is null || responses["403"] is null)) yield return "does not document 401 and 403";
        foreach (var schema in Referred(operation).Where(name => document["components"]?["schemas"]?[name] is null)) yield return $"refers to {schema}, which is not there";
    }

    // An object without properties: the document's writer leaves an example of {} out.
    private static bool IsEmpty(JsonNode? schema, JsonObject document) => Referred(schema).ToList() is { Count: > 0 } names
        && names.All(name => document["components"]?["schemas"]?[name] is JsonObject referred && referred["properties"] is null && Text(referred["type"]) == "object");

    private static IEnumerable<string> Referred(JsonNode? node) => node switch
    {
        JsonObject all when all["$ref"] is JsonValue reference && reference.GetValue<string>() is var path && path.StartsWith("#/components/schemas/", StringComparison.Ordinal) =>
            [path["#/components/schemas/".Length..]],
        JsonObject all => all.SelectMany(p => Referred(p.Value)),
        JsonArray list => list.SelectMany(Referred),
        _ => [],
    };

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
