using System.Globalization;
using Yarp.ReverseProxy.Forwarder;

namespace Exchange.Gateway.Routing;

/// <summary>The answer when a service fails: 503 with <c>Retry-After</c>, or 504 when it takes too long.</summary>
internal static class Failures
{
    private const int RetryAfterSeconds = 5;

    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure || http.Response.HasStarted)
            return;

        // Drops what the service has sent so far; the host writes the problem, as for its own errors.
        http.Response.Clear();
        http.Response.StatusCode = failure switch
        {
            { Error: ForwarderError.RequestBodyClient } when BadRequest(failure.Exception) is { } bad => bad.StatusCode,
            { Error: ForwarderError.RequestTimedOut } => StatusCodes.Status504GatewayTimeout,
            { Error: ForwarderError.RequestBodyClient } => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        if (http.Response.StatusCode >= 500)
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
    }

    // When the host itself refuses a body, for its size for example, its exception is inside the forwarder's.
    private static BadHttpRequestException? BadRequest(Exception? exception) => exception switch
    {
        BadHttpRequestException bad => bad,
        AggregateException several => several.Flatten().InnerExceptions.Select(BadRequest).FirstOrDefault(bad => bad is not null),
        _ => exception?.InnerException is { } inner ? BadRequest(inner) : null,
    };
}
