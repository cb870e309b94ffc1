using System.Globalization;
using Yarp.ReverseProxy.Forwarder;

namespace Exchange.Gateway.Routing;

/// <summary>What a caller is told when a service does not answer: 503 and when to try again, or 504.</summary>
internal static class Failures
{
    private const int RetryAfterSeconds = 5;

    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure || http.Response.HasStarted)
            return;

        // Nothing of what the service began to say is kept; the body is written by the host, as for its own problems.
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

    // The host's own refusal of a body, such as its size, comes beside the failure of the request to the service.
    private static BadHttpRequestException? BadRequest(Exception? exception) => exception switch
    {
        BadHttpRequestException bad => bad,
        AggregateException several => several.Flatten().InnerExceptions.Select(BadRequest).FirstOrDefault(bad => bad is not null),
        _ => exception?.InnerException is { } inner ? BadRequest(inner) : null,
    };
}
