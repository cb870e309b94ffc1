using System.Reflection;
using System.Text.Json.Serialization;
using Exchange.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Hosting.Http;

/// <summary>JSON bytes that <see cref="Shown"/> made, with their entity tag; 304 without a body when the caller has them.</summary>
public abstract class ShownAnswer(byte[] json, int status, string contentType, string? etag = null) : IResult
{
    protected const string Json = "application/json";

    /// <summary>The entity tag of the bytes; of a page, that of its items.</summary>
    public string ETag { get; } = etag ?? Shown.ETagOf(json);

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
        // Written whole and with its length: each hop on the way to the caller would write chunks and read them once more.
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Documents the answer: its status, its type, and 304 for what is read.</summary>
    protected static void Document(EndpointBuilder builder, int status, Type type)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, type, [Json]));
        builder.Metadata.Add(new HasETag());
        if (status == StatusCodes.Status200OK && builder.Metadata.OfType<IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Get)))
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
    }
}

/// <summary>The answer bears an <c>ETag</c>.</summary>
internal sealed record HasETag;

/// <summary>200 with a view of type <typeparamref name="TView"/>.</summary>
public sealed class ViewAnswer<TView>(byte[] json) : ShownAnswer(json, StatusCodes.Status200OK, $"{Json}; charset=utf-8"), IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Document(builder, StatusCodes.Status200OK, typeof(TView));
}

/// <summary>201 with a view of type <typeparamref name="TView"/>, and its <c>Location</c>.</summary>
public sealed class CreatedAnswer<TView>(byte[] json, string location) : ShownAnswer(json, StatusCodes.Status201Created, $"{Json}; charset=utf-8"), IResult, IEndpointMetadataProvider
{
    Task IResult.ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = location;
        return ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Document(builder, StatusCodes.Status201Created, typeof(TView));
}

/// <summary>A page of a list.</summary>
/// <param name="Items">The records of the page.</param>
/// <param name="Next">The cursor of the next page; null on the last one. The <c>Link</c> header holds the whole address.</param>
public sealed record Page<TLine>(IReadOnlyList<TLine> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>200 with a page of views of type <typeparamref name="TLine"/>.</summary>
public sealed class PageAnswer<TLine>(byte[] json, string etag) : ShownAnswer(json, StatusCodes.Status200OK, $"{Json}; charset=utf-8", etag), IEndpointMetadataProvider
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        Document(builder, StatusCodes.Status200OK, typeof(Page<TLine>));
        builder.Metadata.Add(new HasNextLink());
    }
}

/// <summary>The answer bears a <c>Link</c> to the next page.</summary>
internal sealed record HasNextLink;
