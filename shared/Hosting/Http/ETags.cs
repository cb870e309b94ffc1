using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exchange.Hosting.Http;

/// <summary>
/// Entity tags (RFC 9110, 8.8.3) of what the caller is shown: a hash of the representation, so that a change in what is
/// hidden from the caller does not change its tag.
/// </summary>
public static class ETags
{
    public static string Of(ReadOnlySpan<byte> representation) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(representation).AsSpan(0, 16))}\"";

    /// <summary>Whether the request bears <c>If-Match</c>.</summary>
    public static bool IsConditional(HttpRequest request) => request.Headers.IfMatch.Count > 0;

    /// <summary>Whether a change may go on: there is no <c>If-Match</c>, or it names the tag that the caller was shown.</summary>
    public static bool Allows(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfMatch is not { Count: > 0 } wanted ||
        wanted.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: true));

    /// <summary>Whether the caller has this representation already (<c>If-None-Match</c>).</summary>
    public static bool IsFresh(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));
}
