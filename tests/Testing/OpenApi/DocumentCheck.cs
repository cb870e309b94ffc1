using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Exchange.Contracts;

namespace Exchange.Testing.OpenApi;

/// <summary>An answer that is not as its operation's OpenAPI document says.</summary>
public sealed class UndocumentedAnswerException(string message) : Exception(message);

/// <summary>
/// Compares every answer that a test gets with the OpenAPI document of its operation, and every body that was taken: so the documents are true of
/// whatever any test sees. What is at no documented path answers with a problem, or is no part of the interface (health, issuers, documents).
/// </summary>
public sealed class DocumentCheck(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly string[] Beside = ["/health", "/identity", "/docs", "/openapi"];
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<DocumentedOperation>>> Documents = new();

    /// <summary>A client whose answers are checked.</summary>
    public static HttpClient Client(Uri address) => new(new DocumentCheck(new SocketsHttpHandler { AllowAutoRedirect = false })) { BaseAddress = address };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is StringContent or ByteArrayContent or System.Net.Http.Json.JsonContent ? await request.Content.ReadAsStringAsync(cancellationToken) : null;
        var response = await base.SendAsync(request, cancellationToken);
        if (Beside.Any(path => request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal)) || request.RequestUri!.AbsolutePath == "/") return response;
        if (await FaultAsync(request, sent, response, cancellationToken) is not { } fault) return response;
        throw new UndocumentedAnswerException($"{request.Method} {request.RequestUri.AbsolutePath} answered {(int)response.StatusCode}: {fault}");
    }

    private async Task<string?> FaultAsync(HttpRequestMessage request, string? sent, HttpResponseMessage response, CancellationToken ct)
    {
        var operations = await OperationsAsync(new Uri(request.RequestUri!, "/"));
        // Behind a gateway under test are servers in the place of services, without documents.
        if (operations.Count == 0) return null;
        var at = operations.Where(o => o.IsAt(request.RequestUri!.AbsolutePath)).OrderBy(o => o.Template.Count(c => c == '{')).ToList();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == "text/event-stream") return at.Any(o => o.FaultOfAnswer((int)response.StatusCode, type, "event") is null) ? null : "a stream is not documented here";
        await response.Content.LoadIntoBufferAsync(ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        var method = request.Method == HttpMethod.Head ? "GET" : request.Method.Method;
        // Several templates can fit, such as {id} beside a word.
        var fitting = at.Where(o => o.Method == method).ToList();
        if (fitting.Count == 0) return (int)response.StatusCode < 400 ? "there is no such operation in the documents" : ProblemFault(response, type);
        if (request.Method == HttpMethod.Head) return body.Length == 0 ? null : "an answer to HEAD has a body";
        var fault = fitting[0].FaultOfAnswer((int)response.StatusCode, type, body);
        if (fault is not null || !response.IsSuccessStatusCode || string.IsNullOrEmpty(sent) || request.Content?.Headers.ContentType?.MediaType is not { } sentType) return fault;
        return fitting[0].FaultOfBody(sentType, sent) is { } taken ? $"a body was taken that the document does not allow: {taken}" : null;
    }

    private static string? ProblemFault(HttpResponseMessage response, string? type) =>
        type == "application/problem+json" || response.StatusCode == HttpStatusCode.RequestUriTooLong ? null : $"an error is {type ?? "without a body"}, not a problem";

    private Task<IReadOnlyList<DocumentedOperation>> OperationsAsync(Uri server) => Documents.GetOrAdd(server.Authority, async _ =>
    {
        var all = new List<DocumentedOperation>();
        foreach (var service in ServiceList.Current.Services)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/openapi/{service.Name}.json"));
            using var response = await base.SendAsync(request, CancellationToken.None);
            if (response.StatusCode == HttpStatusCode.NotFound) continue;
            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode) throw new UndocumentedAnswerException($"{request.RequestUri} answered {(int)response.StatusCode}: {text}");
            if (text.Length > 0) all.AddRange(DocumentedOperation.Of(JsonNode.Parse(text)!.AsObject()));
        }
        return all;
    });
}
