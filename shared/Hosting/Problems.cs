using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Hosting;

/// <summary>The problems (RFC 9457) that services answer with. A type is stable: clients decide by it.</summary>
public static class Problems
{
    /// <summary>Absent, or not the caller's to see: one answer for both.</summary>
    public static ProblemHttpResult NotFound() => Of(StatusCodes.Status404NotFound, "not-found", "Not found");

    public static ProblemHttpResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "forbidden", "Not allowed", detail);

    public static ProblemHttpResult Malformed(string detail) => Of(StatusCodes.Status400BadRequest, "malformed", "The request cannot be read", detail);

    /// <summary>The body cannot be read; <paramref name="errors"/> names each faulty member.</summary>
    public static ProblemHttpResult MalformedBody(IReadOnlyDictionary<string, string[]> errors) => Malformed("The body cannot be read", errors);

    /// <summary>The query cannot be read; <paramref name="errors"/> names each faulty parameter.</summary>
    public static ProblemHttpResult MalformedQuery(IReadOnlyDictionary<string, string[]> errors) => Malformed("The query cannot be read", errors);

    public static ProblemHttpResult NotAcceptable(IReadOnlyList<string> types) => Of(
        StatusCodes.Status406NotAcceptable, "not-acceptable", "Not acceptable", $"This operation answers with {string.Join(" or ", types)}; Accept names none of it.");

    public static ProblemHttpResult UnsupportedEncoding() => Of(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Unsupported content encoding", "Send the body as it is, without Content-Encoding.");

    /// <summary>There is no token, or it is not accepted.</summary>
    public static ProblemHttpResult Unauthenticated(bool hasToken) => Of(
        StatusCodes.Status401Unauthorized, "unauthenticated", "A valid access token is needed",
        hasToken ? "The token is not accepted: get a new one from your own member's issuer." : "Send Authorization: Bearer with a token of your own member's issuer.");

    /// <summary>The token lacks a scope that the request needs besides the operation's own; sets the challenge (RFC 6750, section 3.1).</summary>
    public static ProblemHttpResult InsufficientScope(HttpContext http, params IReadOnlyList<string> scopes)
    {
        http.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', scopes)}\"";
        return Of(StatusCodes.Status403Forbidden, "insufficient-scope", "The token's scopes do not allow this", $"The token needs the scope {string.Join(" or ", scopes)}.");
    }

    /// <summary>A state that does not allow the change; <paramref name="code"/> says which.</summary>
    public static ProblemHttpResult Conflict(string code, string detail) => Of(StatusCodes.Status409Conflict, code, "Conflict", detail);

    public static ProblemHttpResult PreconditionFailed() => Of(
        StatusCodes.Status412PreconditionFailed, "precondition-failed", "The record has changed",
        "If-Match names another version than the current one. Read the record again and repeat the change on it.");

    /// <summary>A rule of the domain, other than one field's.</summary>
    public static ProblemHttpResult Rule(string code, string detail) => Of(StatusCodes.Status422UnprocessableEntity, code, "Refused by a rule", detail);

    public static ProblemHttpResult Validation(IReadOnlyDictionary<string, string[]> errors) =>
        WithErrors(StatusCodes.Status422UnprocessableEntity, "validation", "Some fields are not valid", errors);

    private static ProblemHttpResult Malformed(string title, IReadOnlyDictionary<string, string[]> errors) =>
        WithErrors(StatusCodes.Status400BadRequest, "malformed", title, errors);

    private static ProblemHttpResult WithErrors(int status, string code, string title, IReadOnlyDictionary<string, string[]> errors) => TypedResults.Problem(
        title: title,
        detail: string.Join("; ", errors.Take(3).Select(e => $"{e.Key}: {e.Value[0]}")) + (errors.Count > 3 ? $"; and {errors.Count - 3} more" : ""),
        statusCode: status,
        type: $"/problems/{code}",
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>A part that the service needs does not answer; the caller may try again.</summary>
    public static ProblemHttpResult Unavailable() => Of(
        StatusCodes.Status503ServiceUnavailable, "unavailable", "Temporarily unavailable", "Try again in a few seconds; with the same Idempotency-Key nothing is done twice.");

    public static ProblemHttpResult Of(int status, string code, string title, string? detail = null) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, type: $"/problems/{code}");

    /// <summary>The stable code of a status that the framework answers by itself.</summary>
    internal static (string Code, string Title) ForStatus(int status) => status switch
    {
        400 => ("malformed", "The request cannot be read"),
        401 => ("unauthenticated", "A valid access token is needed"),
        403 => ("insufficient-scope", "The token's scopes do not allow this"),
        404 => ("not-found", "Not found"),
        405 => ("method-not-allowed", "Method not allowed"),
        406 => ("not-acceptable", "Not acceptable"),
        414 => ("uri-too-long", "The address is too long"),
        431 => ("headers-too-large", "The headers are too large"),
        413 => ("too-large", "The body is too large"),
        415 => ("unsupported-media-type", "The body has to be application/json in UTF-8"),
        429 => ("too-many-requests", "Too many requests"),
        503 => ("unavailable", "Temporarily unavailable"),
        504 => ("timeout", "No answer in time"),
        _ => status >= 500 ? ("internal", "Something went wrong on this side") : ("refused", "The request was refused"),
    };
}
