using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Exchange.Hosting.Http;

/// <summary>A record's view, cut to the caller's level already, with its entity tag; 304 when the caller has it.</summary>
public sealed class JsonBytes(byte[] json, int status = StatusCodes.Status200OK, string contentType = "application/json; charset=utf-8")
    : IResult, IEndpointMetadataProvider
{
    public string ETag { get; } = ETags.Of(json);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = ETag;
        if (HttpMethods.IsGet(httpContext.Request.Method) && ETags.IsFresh(httpContext.Request, ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void), ["application/json"]));
}
