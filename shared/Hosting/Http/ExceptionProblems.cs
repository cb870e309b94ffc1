using System.Text.Json;
using Exchange.Hosting.Data;
using Exchange.Messaging;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.Http;

/// <summary>The one place where exceptions become answers: a problem with a trace id, and never the exception's text.</summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> log) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, Problems.ForStatus(bad.StatusCode).Code, Problems.ForStatus(bad.StatusCode).Title),
            // Thrown by the readers of forms: a character or a size that no form may have.
            InvalidDataException => Problems.Malformed("The form cannot be read."),
            DbUpdateConcurrencyException => Problems.PreconditionFailed(),
            _ when UniqueViolations.Is(exception) => Problems.Conflict("already-exists", "A record with the same identity exists."),
            _ when Outages.IsOutage(exception) => Problems.Unavailable(),
            _ => Problems.Of(StatusCodes.Status500InternalServerError, "internal", "Something went wrong on this side"),
        };
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            LogOutage(log, exception.GetType().Name);
        }
        else if (problem.StatusCode >= 500)
        {
            LogBug(log, exception);
        }
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    // Where the reader stopped, in the terms of the sender; the reader's own text would name our types.
    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Malformed(JsonException e) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        type: "/problems/malformed",
        title: "The body cannot be read",
        detail: $"The JSON is not well-formed, nests too deep, repeats a key, or has a key or a type that this operation does not take, at {Path(e)}"
            + (e.LineNumber is { } line ? $", line {line + 1}, byte {e.BytePositionInLine + 1}." : "."),
        extensions: new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [Path(e)] = ["cannot be read"] } });

    private static string Path(JsonException e)
    {
        var path = e.Path is { Length: > 0 } p ? p.StartsWith("$.", StringComparison.Ordinal) ? p[2..] : p : "$";
        return path.Length <= 200 ? path : path[..200];
    }

    [LoggerMessage(LogLevel.Warning, "Answered 503: {Exception}")]
    private static partial void LogOutage(ILogger log, string exception);

    [LoggerMessage(LogLevel.Error, "Unhandled")]
    private static partial void LogBug(ILogger log, Exception exception);
}
