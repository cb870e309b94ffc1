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

    /// <summary>Each faulty field with what is wrong with it.</summary>
    public IReadOnlyList<(string Field, string Fault)> Faults { get; init; } = [];

    /// <summary>What to name when asking the operator about it.</summary>
    public string TraceId { get; init; } = "";

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer itself, for scripts.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The service or its database is down for now; trying later helps.</summary>
    public bool IsOutage => Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static Problem Read(HttpResponseMessage response, JsonElement? body)
    {
        var said = body is { ValueKind: JsonValueKind.Object } o ? o : default;
        return new()
        {
            Status = response.StatusCode,
            Title = said.TextAt("title") is { Length: > 0 } title ? title
                : said.TextAt("error") is { Length: > 0 } error ? error
                : string.Create(CultureInfo.InvariantCulture, $"The exchange answered {(int)response.StatusCode}"),
            Detail = said.TextAt("detail") is { Length: > 0 } detail ? detail : said.TextAt("error_description"),
            Faults = said.At("errors") is { ValueKind: JsonValueKind.Object } errors
                ? [.. errors.EnumerateObject().SelectMany(field => Messages(field.Value).Select(message => (field.Name, message)))]
                : [],
            TraceId = said.TextAt("traceId"),
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Body = body,
        };
    }

    private static IEnumerable<string> Messages(JsonElement field) =>
        field.ValueKind is JsonValueKind.Array ? field.EnumerateArray().Select(Json.Text) : [Json.Text(field)];
}
