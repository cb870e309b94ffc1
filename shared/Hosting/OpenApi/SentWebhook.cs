using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>A webhook that a service sends, for the section <c>webhooks</c> of its document.</summary>
/// <param name="Service">The service whose document it stands in.</param>
/// <param name="Name">The name of the webhook; also the id of its operation, with a capital.</param>
/// <param name="Tag">The group of its operation.</param>
/// <param name="Body">What is sent, as JSON.</param>
/// <param name="Summary">When it is sent, in a few words.</param>
/// <param name="Description">What a receiver has to know.</param>
/// <param name="Headers">The headers that are sent with it, with their texts.</param>
public sealed record SentWebhook(
    string Service, string Name, string Tag, Type Body, string Summary, string Description, IReadOnlyList<(string Name, string Description)> Headers);

/// <summary>Writes the section <c>webhooks</c> (OpenAPI 3.1.1, section 4.8.1).</summary>
internal static class WebhookDocument
{
    public static async Task AddAsync(OpenApiDocument document, string service, OpenApiDocumentTransformerContext context, ComponentSchemas components, CancellationToken ct)
    {
        foreach (var webhook in context.ApplicationServices.GetServices<SentWebhook>().Where(w => w.Service == service))
        {
            var schema = await components.SchemaAsync(webhook.Body, ct);
            document.Webhooks ??= new Dictionary<string, IOpenApiPathItem>();
            document.Webhooks[webhook.Name] = new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = Operation(webhook, schema, document) } };
        }
    }

    private static OpenApiOperation Operation(SentWebhook webhook, IOpenApiSchema schema, OpenApiDocument document) => new()
    {
        OperationId = $"{char.ToUpperInvariant(webhook.Name[0])}{webhook.Name[1..]}Webhook",
        Summary = webhook.Summary,
        Description = webhook.Description,
        Tags = new HashSet<OpenApiTagReference> { new(webhook.Tag, document) },
        // The receiver checks the signature; it gets no token.
        Security = [],
        Parameters = [.. webhook.Headers.Select(header => new OpenApiParameter
        {
            Name = header.Name,
            In = ParameterLocation.Header,
            Required = true,
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        })],
        RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } } },
        Responses = new OpenApiResponses
        {
            ["2XX"] = new OpenApiResponse { Description = "Received. A body is ignored." },
            ["410"] = new OpenApiResponse { Description = "Nothing more is wanted: the subscription is disabled." },
            ["default"] = new OpenApiResponse { Description = "Not received. It is sent again later, with the same `webhook-id`." },
        },
    };
}
