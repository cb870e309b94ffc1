using System.Reflection;
using System.Text.Json.Nodes;
using Exchange.Hosting.Http;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>Completes an operation: texts, parameters, headers, the scope, the example, and every problem that it can answer with.</summary>
internal static class OperationDocument
{
    private const string ProblemType = "application/problem+json";

    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().LastOrDefault();
        operation.Description ??= Description(handler);
        Parameters(operation, metadata, handler, context);
        Security(operation, metadata, context.Document!);
        Example(operation, metadata);
        Problems(operation, metadata, context);
        ResponseHeaders(operation, metadata);
        return Task.CompletedTask;
    }

    private static string? Description(MethodInfo? handler)
    {
        if (handler is null) return null;
        // A feature is one class; a class with several handlers describes each.
        return XmlTexts.Of(handler) ?? (handler.DeclaringType is { } feature ? XmlTexts.Of(feature) : null);
    }

    private static void Parameters(OpenApiOperation operation, IList<object> metadata, MethodInfo? handler, OpenApiOperationTransformerContext context)
    {
        var inRoute = context.Description.ParameterDescriptions.Where(p => p.Source.Id == "Path").Select(p => p.Name).ToList();
        var query = handler is null ? [] : QueryParameters.Of(handler, inRoute);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.In == ParameterLocation.Path) parameter.Description ??= PathText(parameter.Name!);
            if (parameter.In != ParameterLocation.Query) continue;
            if (query.FirstOrDefault(q => q.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)) is not { } known) continue;
            parameter.Name = known.Name;
            parameter.Required = false;
            if (known.Declared is PropertyInfo property) parameter.Description = XmlTexts.Of(property);
            if (parameter.Schema is not OpenApiSchema schema) continue;
            foreach (var rule in known.Declared.GetCustomAttributes(typeof(FieldRuleAttribute), true).Cast<FieldRuleAttribute>()) rule.Describe(schema);
            if (schema.Type is { } type) schema.Type = type & ~JsonSchemaType.Null;
            if (schema.Description is { } text) (parameter.Description, schema.Description) = ($"{parameter.Description} {text}".Trim(), null);
        }
        foreach (var header in metadata.OfType<RequestHeader>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = header.Name == Idempotency.Header ? 255 : null },
            });
        }
    }

    private static string PathText(string name) => name switch
    {
        "id" => "The record's id.",
        "code" or "member" => "The member's code: a State's ISO 3166-1 alpha-3 code, or an organization's short name.",
        "name" => "Its name.",
        _ when name.EndsWith("Id", StringComparison.Ordinal) => $"The {name[..^2]}'s id.",
        _ => $"The {name}.",
    };

    private static void Security(OpenApiOperation operation, IList<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<IAllowAnonymous>().Any() || !metadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security = [];
            return;
        }
        var scopes = metadata.OfType<Trust.RequiredScopes>().LastOrDefault()?.AnyOf ?? [];
        operation.Security = scopes.Count == 0
            ? [Requirement([], document)]
            : [.. scopes.Select(scope => Requirement([scope], document))];
    }

    private static OpenApiSecurityRequirement Requirement(List<string> scopes, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(ServiceDocuments.Scheme, document)] = scopes };

    private static void Example(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<BodyExample>().LastOrDefault() is not { } example) return;
        foreach (var content in operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>() ?? []) content.Example = JsonNode.Parse(example.Read());
    }

    private static void Problems(OpenApiOperation operation, IList<object> metadata, OpenApiOperationTransformerContext context)
    {
        var isGuarded = operation.Security is { Count: > 0 };
        var hasBody = operation.RequestBody is not null;
        var hasId = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        var hasQuery = operation.Parameters?.Any(p => p.In == ParameterLocation.Query) == true;
        List<Refusal> problems =
        [
            new(400, "malformed", hasBody ? "the body is not JSON, or has a member that is unknown, repeated or of a wrong type; or a query parameter is unknown" : "a query parameter is unknown, repeated or of a wrong type"),
            .. isGuarded ? (Refusal[])[new(401, "unauthenticated", "there is no valid access token"), new(403, "insufficient-scope", "the token does not have the scope")] : [],
            .. hasId ? (Refusal[])[new(404, "not-found", "the record does not exist, or the caller may not see it")] : [],
            new(406, "not-acceptable", "`Accept` names no type that this operation answers with"),
            .. hasBody ? (Refusal[])[new(413, "too-large", "the body is larger than the limit"), new(415, "unsupported-media-type", "the body has another media type or a content encoding")] : [],
            .. hasBody || hasQuery ? (Refusal[])[new(422, "validation", "a field is not valid; `errors` names each")] : [],
            .. metadata.OfType<Refusal>(),
            new(429, "too-many-requests", "the caller's limit is used up; `Retry-After` says when to try again"),
            new(500, "internal", "something went wrong on this side"),
            new(503, "unavailable", "a part that the service needs does not answer; `Retry-After` says when to try again"),
            new(504, "timeout", "the service did not answer in time"),
        ];
        operation.Responses ??= [];
        foreach (var same in problems.DistinctBy(p => (p.Status, p.Code)).GroupBy(p => p.Status).OrderBy(p => p.Key))
        {
            operation.Responses[same.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join("\n", same.Select(p => $"`{p.Code}`: {p.When}.")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemType] = new OpenApiMediaType { Schema = ProblemSchema([.. metadata.OfType<ProblemMember>().Where(m => m.Status == same.Key)], context.Document) },
                },
                Headers = Headers(same.Key),
            };
        }
    }

    private static IOpenApiSchema ProblemSchema(IReadOnlyList<ProblemMember> members, OpenApiDocument? document)
    {
        if (members.Count == 0) return new OpenApiSchemaReference(ProblemDocument.Id, document);
        var schema = ProblemDocument.Schema();
        foreach (var member in members)
            schema.Properties![member.Name] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = member.Description };
        return schema;
    }

    private static Dictionary<string, IOpenApiHeader>? Headers(int status) => status switch
    {
        401 or 403 => new() { ["WWW-Authenticate"] = Header("The challenge (RFC 6750, section 3): `error`, and the `scope` that is missing.") },
        415 => new() { ["Accept-Encoding"] = Header("The content encodings that are read.") },
        429 or 503 => new() { ["Retry-After"] = Header("Seconds until it makes sense to try again.") },
        _ => null,
    };

    private static void ResponseHeaders(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is not OpenApiResponse answer || status[0] is not ('2' or '3')) continue;
            answer.Description = SuccessText(status, answer.Description);
            if (metadata.OfType<HasETag>().Any()) Add(answer, "ETag", "The version that is shown; send it as `If-None-Match` or `If-Match`.");
            if (status == "201") Add(answer, "Location", "The path of the new record.");
            if (status == "200" && metadata.OfType<HasNextLink>().Any()) Add(answer, "Link", "The address of the next page (`rel=\"next\"`), where there is one.");
            foreach (var header in metadata.OfType<AnswerHeader>()) Add(answer, header.Name, header.Description);
            if (metadata.OfType<RequestHeader>().Any(h => h.Name == Idempotency.Header)) Add(answer, "Idempotency-Replayed", "`true` where this is the first answer again.");
        }
    }

    private static string SuccessText(string status, string? text) => status switch
    {
        "200" when text is null or "" or "OK" => "Done.",
        "201" => "Created.",
        "202" => "Accepted.",
        "204" => "Done; there is nothing to return.",
        "304" => "The caller has this version already (`If-None-Match`).",
        _ => text ?? "Done.",
    };

    private static void Add(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = Header(description);
    }

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
