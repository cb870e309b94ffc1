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

    /// <summary>A state that does not allow the change; <paramref name="code"/> says which.</summary>
    public static ProblemHttpResult Conflict(string code, string detail) => Of(StatusCodes.Status409Conflict, code, "Conflict", detail);

    public static ProblemHttpResult PreconditionFailed() => Of(
        StatusCodes.Status412PreconditionFailed, "precondition-failed", "The record has changed",
        "If-Match names another version than the current one. Read the record again and repeat the change on it.");

    /// <summary>A rule of the domain, other than one field's.</summary>
    public static ProblemHttpResult Rule(string code, string detail) => Of(StatusCodes.Status422UnprocessableEntity, code, "Refused by a rule", detail);

    public static ProblemHttpResult Validation(IDictionary<string, string[]> errors) => TypedResults.Problem(
        title: "Some fields are not valid",
        detail: string.Join("; ", errors.Take(3).Select(e => $"{e.Key}: {e.Value[0]}")) + (errors.Count > 3 ? $"; and {errors.Count - 3} more" : ""),
        statusCode: StatusCodes.Status422UnprocessableEntity,
        type: "/problems/validation",
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
        413 => ("too-large", "The body is too large"),
        415 => ("unsupported-media-type", "The body has to be application/json in UTF-8"),
        429 => ("too-many-requests", "Too many requests"),
        503 => ("unavailable", "Temporarily unavailable"),
        504 => ("timeout", "No answer in time"),
        _ => status >= 500 ? ("internal", "Something went wrong on this side") : ("refused", "The request was refused"),
    };
}
