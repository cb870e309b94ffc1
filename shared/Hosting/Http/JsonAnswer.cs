using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Exchange.Hosting.Http;

/// <summary>
/// 200 with JSON bytes of a <typeparamref name="T"/> that <see cref="Access.Shown"/> made, without an entity tag: for answers that nobody asks for
/// twice. Written whole and with its length: each hop on its way to the caller would write chunks and read them once more.
/// </summary>
public sealed class JsonAnswer<T>(byte[] json) : IResult, IEndpointMetadataProvider
{
    private const string Type = "application/json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = $"{Type}; charset=utf-8";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Type]));
}
