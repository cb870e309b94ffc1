using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Exchange.Architecture.Tests.Rules;
using Exchange.Hosting.OpenApi;
using Exchange.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Architecture.Tests;

/// <summary>The OpenAPI document of each service is complete, says truly what needs a token, and is the one that is committed.</summary>
public sealed class DocumentTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Services => Projects.Data(Projects.Services);

    [Theory, MemberData(nameof(Services))]
    public async Task Every_operation_has_schemas_texts_and_problems(string project)
    {
        await using var running = await RunningService.StartAsync(project);
        Assert.Equal("", string.Join('\n', DocumentRules.Faults(await running.DocumentAsync())));
    }

    [Theory, MemberData(nameof(Services))]
    public async Task Every_property_and_tag_is_described(string project)
    {
        await using var running = await RunningService.StartAsync(project);
        var document = await running.DocumentAsync();
        Assert.Equal("", string.Join('\n', DocumentRules.UndescribedTags(document).Concat(DocumentRules.Undescribed(document))));
    }

    [Theory, MemberData(nameof(Services))]
    public async Task What_answers_without_a_token_is_documented_without_a_bearer_and_nothing_else_is(string project)
    {
        await using var running = await RunningService.StartAsync(project);
        var open = from endpoint in running.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                   where endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>() is not null
                   where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                   from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                   select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/').Replace(":int}", "}", StringComparison.Ordinal).Replace(":guid}", "}", StringComparison.Ordinal)}";
        Assert.Equal(open.Order(), DocumentRules.Public(await running.DocumentAsync()).Order());
    }

    [Theory, MemberData(nameof(Services))]
    public async Task The_committed_document_is_this_one(string project)
    {
        await using var running = await RunningService.StartAsync(project);
        var now = (await running.DocumentAsync()).ToJsonString(Readable) + "\n";
        var committed = Path.Combine(Projects.Root, "docs", "openapi", $"{running.Service}.json");
        var made = Directory.CreateDirectory(Path.Combine(Projects.Root, "artifacts", "openapi")).FullName;
        await File.WriteAllTextAsync(Path.Combine(made, $"{running.Service}.json"), now);
        Assert.True(File.Exists(committed) && await File.ReadAllTextAsync(committed) == now,
            $"docs/openapi/{running.Service}.json is not the document of the service. If the change is meant: cp artifacts/openapi/*.json docs/openapi/");
    }

    [Fact]
    public async Task Documents_that_are_made_side_by_side_are_the_same()
    {
        await using var one = await RunningService.StartAsync("Exchange.EndUserCertificates");
        await using var other = await RunningService.StartAsync("Exchange.EndUserCertificates");
        var documents = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => (n % 2 == 0 ? one : other).DocumentAsync()));
        Assert.Single(documents.Select(document => document.ToJsonString()).Distinct());
    }

    [Fact]
    public void An_operation_without_texts_schemas_and_problems_is_found()
    {
        var faults = DocumentRules.Faults(JsonNode.Parse("""
            {
              "paths": { "/bad": { "post": {
                "parameters": [ { "name": "Status", "in": "query" } ],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Missing" } } } },
                "responses": { "200": { "description": "OK" }, "404": { "content": { "text/plain": { "schema": {} } } } } } } },
              "components": { "schemas": {} }
            }
            """)!.AsObject()).ToList();
        Assert.All(
            (string[])["no summary", "no description", "no operationId", "whether it needs a token", "describe the parameter Status", "otherwise than the wire",
                "no example", "no content for 200", "no schema for 404", "404 with text/plain", "document 400", "document 503", "Missing"],
            fault => Assert.Contains(faults, f => f.Contains(fault, StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_types_under_one_schema_id_are_refused()
    {
        var (names, json) = (new SchemaNames(), new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });
        Assert.Equal("DocumentTestsSample", names.IdOf(json.GetTypeInfo(typeof(Sample))));
        Assert.Equal("DocumentTestsSample", names.IdOf(json.GetTypeInfo(typeof(Sample))));
        Assert.Throws<InvalidOperationException>(() => names.IdOf(json.GetTypeInfo(typeof(DocumentTestsSample))));
    }

    private sealed record Sample(string Text);

    private sealed class RunningService(TestStorage storage, ServiceHost host, string service) : IAsyncDisposable
    {
        public ServiceHost Host => host;
        public string Service => service;

        public static async Task<RunningService> StartAsync(string project)
        {
            var storage = await TestStorage.CreateAsync(Provider.Sqlite, project);
            var host = await ServiceHost.StartAsync(Projects.Assembly(project).GetTypes().Single(t => t.Name.EndsWith("Module", StringComparison.Ordinal) && t.IsPublic), storage);
            return new(storage, host, host.Services.GetRequiredService<ServiceDocument>().Service);
        }

        public async Task<JsonObject> DocumentAsync() => JsonNode.Parse(await host.Client.GetStringAsync($"/openapi/{service}.json"))!.AsObject();

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            await storage.DisposeAsync();
        }
    }
}

/// <summary>Bears the name that another type's schema has.</summary>
public sealed record DocumentTestsSample(string Text);
