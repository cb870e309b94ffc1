using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exchange.Hosting.Http;

/// <summary>How entity tags of a request (RFC 9110, section 8.8.3) compare with that of an answer.</summary>
public static class ETags
{
    /// <summary>Whether the request bears <c>If-Match</c>.</summary>
    public static bool IsConditional(HttpRequest request) => request.Headers.IfMatch.Count > 0;

    /// <summary>Whether a change may go on: there is no <c>If-Match</c>, or it names the tag that the caller was shown.</summary>
    public static bool Allows(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfMatch is not { Count: > 0 } wanted ||
        wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: true));

    /// <summary>Whether the caller has this representation already (<c>If-None-Match</c>).</summary>
    public static bool IsFresh(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false));
}
