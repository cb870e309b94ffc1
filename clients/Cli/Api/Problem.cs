using System.Globalization;
using System.Net;
using System.Text.Json;
using Exchange.Cli.Output;

namespace Exchange.Cli.Api;

/// <summary>Why the exchange refused: problem details (RFC 9457), or an issuer's OAuth error (RFC 6749, section 5.2).</summary>
internal sealed record Problem
{
    public required HttpStatusCode Status { get; init; }
    public required string Title { get; init; }
    public string Detail { get; init; } = "";

    /// <summary>Each invalid field and what is wrong with it.</summary>
    public IReadOnlyList<(string Field, string Fault)> Faults { get; init; } = [];

    /// <summary>The trace id to give to the operator.</summary>
    public string TraceId { get; init; } = "";

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer as received, for scripts.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The service or its database is down; the same request may work later.</summary>
    public bool IsOutage => Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static Problem Read(HttpResponseMessage response, JsonElement? body)
    {
        var problem = body is { ValueKind: JsonValueKind.Object } o ? o : default;
        return new()
        {
            Status = response.StatusCode,
            Title = problem.TextAt("title") is { Length: > 0 } title ? title
                : problem.TextAt("error") is { Length: > 0 } error ? error
                : string.Create(CultureInfo.InvariantCulture, $"The exchange answered {(int)response.StatusCode}"),
            Detail = problem.TextAt("detail") is { Length: > 0 } detail ? detail : problem.TextAt("error_description"),
            Faults = problem.At("errors") is { ValueKind: JsonValueKind.Object } errors
                ? [.. errors.EnumerateObject().SelectMany(field => Messages(field.Value).Select(message => (field.Name, message)))]
                : [],
            TraceId = problem.TextAt("traceId"),
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Body = body,
        };
    }

    private static IEnumerable<string> Messages(JsonElement field) =>
        field.ValueKind is JsonValueKind.Array ? field.EnumerateArray().Select(Json.Text) : [Json.Text(field)];
}
