using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Exchange.Testing.OpenApi;

/// <summary>One operation of an OpenAPI document, with the schemas of what it takes and answers.</summary>
public sealed class DocumentedOperation
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly Regex path;
    private readonly JsonObject definitions;
    private readonly Dictionary<string, JsonSchema> schemas = [];

    private DocumentedOperation(string template, string method, JsonObject operation, JsonObject definitions)
    {
        (Template, Method, Operation, this.definitions) = (template, method, operation, definitions);
        path = new Regex($"^{Regex.Replace(template, @"\{[^}]+\}", "[^/]+")}/?$", RegexOptions.CultureInvariant);
    }

    public string Template { get; }
    public string Method { get; }
    public JsonObject Operation { get; }

    /// <summary>The operations of a document. Its schemas are closed here: a property that the document does not name is a fault.</summary>
    public static IReadOnlyList<DocumentedOperation> Of(JsonObject document)
    {
        var definitions = JsonNode.Parse(document["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!.AsObject();
        foreach (var (_, schema) in definitions) Close(schema);
        return [.. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select new DocumentedOperation(path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject(), definitions)];
    }

    /// <summary>Whether the operation is at this path; a parameter of the template stands for one segment.</summary>
    public bool IsAt(string requested) => path.IsMatch(requested);

    /// <summary>What is wrong with an answer of this operation, or null.</summary>
    public string? FaultOfAnswer(int status, string? mediaType, string? body)
    {
        if (Operation["responses"]?[$"{status}"] is not JsonObject response) return $"the status {status} is not documented";
        if (string.IsNullOrEmpty(body)) return response["content"] is JsonObject { Count: > 0 } && status != 304 ? "the documented body is missing" : null;
        if (response["content"]?[mediaType ?? ""] is not JsonObject content) return $"{mediaType} is not documented for {status}";
        return IsJson(mediaType) ? Fault(content["schema"], body) : null;
    }

    /// <summary>Why the document does not allow a body that the operation has taken, or null.</summary>
    public string? FaultOfBody(string mediaType, string body)
    {
        if (Operation["requestBody"]?["content"]?[mediaType] is not JsonObject content) return $"{mediaType} is not documented as a body";
        return IsJson(mediaType) ? Fault(content["schema"], WithoutNulls(JsonNode.Parse(body))!.ToJsonString()) : null;
    }

    private string? Fault(JsonNode? schema, string body)
    {
        if (schema is null) return "there is no schema";
        var text = schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        if (!schemas.TryGetValue(text, out var read))
        {
            var whole = JsonNode.Parse(text)!.AsObject();
            Close(whole);
            whole["$defs"] = definitions.DeepClone();
            schemas[text] = read = JsonSchema.FromText(whole.ToJsonString());
        }
        using var json = JsonDocument.Parse(body);
        var result = read.Evaluate(json.RootElement, Options);
        if (result.IsValid) return null;
        var faults = from detail in result.Details ?? []
                     from error in detail.Errors ?? new Dictionary<string, string>()
                     select $"{detail.InstanceLocation}: {error.Value} ({error.Key})";
        return $"{string.Join("; ", faults.Take(5))} in {(body.Length <= 2000 ? body : body[..2000])}";
    }

    internal static bool IsJson(string? mediaType) => mediaType is not null && (mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal));

    private static void Close(JsonNode? schema)
    {
        if (schema is not JsonObject all) return;
        if (all["properties"] is JsonObject && all["additionalProperties"] is null) all["additionalProperties"] = false;
        foreach (var part in all.Select(p => p.Value).ToList())
        {
            if (part is JsonObject inner) Close(inner);
            else if (part is JsonArray list) foreach (var element in list) Close(element);
        }
    }

    private static JsonNode? WithoutNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject all:
                foreach (var name in all.Where(p => p.Value is null).Select(p => p.Key).ToList()) all.Remove(name);
                foreach (var (_, value) in all) WithoutNulls(value);
                break;
            case JsonArray list:
                foreach (var element in list) WithoutNulls(element);
                break;
        }
        return node;
    }
}
