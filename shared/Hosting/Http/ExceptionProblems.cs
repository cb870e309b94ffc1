using System.Text.Json;
using Exchange.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
            BadHttpRequestException { InnerException: JsonException or InvalidOperationException } => Malformed(httpContext),
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } when RequestForm.BodyOf(httpContext) is { Body.Length: 0 } => Malformed(httpContext),
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

    private static ProblemHttpResult Malformed(HttpContext http)
    {
        if (RequestForm.BodyOf(http) is not var (body, type)) return Problems.Malformed("The body cannot be read.");
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var faults = JsonFaults.Find(body, type, options);
        return faults.Count > 0 ? Problems.MalformedBody(faults) : Problems.Malformed("The body cannot be read.");
    }

    [LoggerMessage(LogLevel.Warning, "Answered 503: {Exception}")]
    private static partial void LogOutage(ILogger log, string exception);

    [LoggerMessage(LogLevel.Error, "Unhandled")]
    private static partial void LogBug(ILogger log, Exception exception);
}
