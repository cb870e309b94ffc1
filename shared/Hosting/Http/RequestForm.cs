using System.Runtime.CompilerServices;
using Exchange.Contracts.Vocabularies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Exchange.Hosting.Http;

/// <summary>
/// Refuses what an operation does not understand, before it runs: query parameters (400), media types that it does not answer with (406), content
/// encodings (415). Reads a JSON body whole, so a fault in it can be explained (<see cref="JsonFaults"/>) and a repeated request recognized.
/// </summary>
internal static class RequestForm
{
    // What an operation takes does not change: read once from its handler.
    private static readonly ConditionalWeakTable<Endpoint, Form> Forms = [];

    public static void UseRequestForm(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>() is null)
        {
            await next(http);
            return;
        }
        var form = Forms.GetValue(endpoint, static e => new Form(e));
        if (form.Refuse(http) is { } problem)
        {
            await problem.ExecuteAsync(http);
            return;
        }
        if (form.JsonBody is not null) await ReadBodyAsync(http);
        await next(http);
    });

    /// <summary>The JSON body of the request, if it was read, and the type that the operation reads it as.</summary>
    public static (ReadOnlyMemory<byte> Body, Type Type)? BodyOf(HttpContext http) =>
        // The handler of exceptions takes the endpoint from the request, and keeps it.
        http.Request.Body is MemoryStream body && (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is { } endpoint && Forms.TryGetValue(endpoint, out var form) && form.JsonBody is { } type
            ? (body.GetBuffer().AsMemory(0, (int)body.Length), type)
            : null;

    private static async Task ReadBodyAsync(HttpContext http)
    {
        var body = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, ExchangeDefaults.MaxBodySize));
        // The server refuses a body over the limit while it is read.
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
    }

    private sealed class Form(Endpoint endpoint)
    {
        private readonly IReadOnlyList<QueryParameter> query = QueryParameters.Of(endpoint) ?? [];
        private readonly MediaTypeHeaderValue[] answers = [.. endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(produced => produced.StatusCode is >= 200 and < 300).SelectMany(produced => produced.ContentTypes).Distinct().Select(type => MediaTypeHeaderValue.Parse(type))];

        public Type? JsonBody { get; } = endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } type, ContentTypes: var types }
            && types.Contains("application/json") ? type : null;

        public Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Refuse(HttpContext http)
        {
            if (RefuseQuery(http.Request.Query) is { } unknown) return unknown;
            if (!Accepts(http.Request))
            {
                // Otherwise the problem would be written without its trace id.
                http.Request.Headers.Accept = "application/problem+json";
                return Problems.NotAcceptable([.. answers.Select(a => a.ToString())]);
            }
            if (http.Request.Headers.ContentEncoding.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase)))
            {
                http.Response.Headers.AcceptEncoding = "identity";
                return Problems.UnsupportedEncoding();
            }
            return null;
        }

        private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? RefuseQuery(IQueryCollection given)
        {
            if (given.Count == 0) return null;
            Dictionary<string, string[]> errors = [];
            foreach (var (name, values) in given)
            {
                if (query.FirstOrDefault(q => q.Name == name) is not { } known) errors[Short(name)] = [Unknown(name)];
                else if (known.Fault(values) is { } fault) errors[name] = [fault];
            }
            return errors.Count > 0 ? Problems.MalformedQuery(errors) : null;
        }

        private string Unknown(string name)
        {
            if (query.Count == 0) return "is not known: this operation has no query parameters";
            var nearest = NearestName.Of(name, query.Select(q => q.Name));
            return nearest is not null ? $"is not known; did you mean {nearest}?" : $"is not known. Known are: {string.Join(", ", query.Select(q => q.Name))}.";
        }

        private bool Accepts(HttpRequest request)
        {
            if (answers.Length == 0 || request.Headers.Accept.Count == 0) return true;
            var accepted = request.GetTypedHeaders().Accept;
            return accepted.Count == 0 || accepted.Any(range => range.Quality is not 0 && answers.Any(answer => Fits(answer, range)));
        }

        private static bool Fits(MediaTypeHeaderValue answer, MediaTypeHeaderValue range) =>
            (range.MatchesAllTypes || range.Type.Equals(answer.Type, StringComparison.OrdinalIgnoreCase))
            && (range.MatchesAllSubTypes || range.SubType.Equals(answer.SubType, StringComparison.OrdinalIgnoreCase));

        private static string Short(string name) => name.Length <= 100 ? name : name[..100];
    }
}
