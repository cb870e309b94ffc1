using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Exchange.Hosting.Http;

/// <summary>Answers HEAD as GET without a body (RFC 9110, section 9.3.2), on every path that answers GET.</summary>
public static class HeadRequests
{
    private static readonly object Key = new();

    /// <summary>Whether the request is a HEAD: an answer that would not end has to return its headers alone.</summary>
    public static bool IsHead(HttpContext http) => http.Items.ContainsKey(Key);

    internal static void UseHeadRequests(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method)) return next(http);
        http.Items[Key] = Key;
        // The server leaves the body out by what it read from the wire.
        http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
