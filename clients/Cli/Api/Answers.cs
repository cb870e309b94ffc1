using System.Net;
using System.Text.Json;

namespace Exchange.Cli.Api;

/// <summary>An answer of the exchange: its JSON, if it had any, and what its headers said.</summary>
internal sealed record Answer(JsonElement? Body, string? ETag, Uri? Location);

/// <summary>The exchange refused; what it said about it.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem => problem;
}

/// <summary>Something answers at the address, but not as the exchange does.</summary>
internal sealed class NotTheExchangeException(Uri? address, string? why = null)
    : Exception($"{address?.GetLeftPart(UriPartial.Authority)} does not answer as the exchange does.{(why is null ? "" : $" {why}")}");

/// <summary>The answer was shown, and is one that a script has to notice: a certificate that is not authentic.</summary>
internal sealed class RefusedVerdictException : Exception;

/// <summary>Reads answers: success as JSON, everything else as a problem.</summary>
internal static class Answers
{
    /// <exception cref="RefusedException">The status is not a success.</exception>
    /// <exception cref="NotTheExchangeException">The body is not JSON.</exception>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await RequireSuccessAsync(response, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return new(
            bytes.Length == 0 ? null : Parse(bytes) ?? throw new NotTheExchangeException(response.RequestMessage?.RequestUri),
            response.Headers.ETag?.ToString(), response.Headers.Location);
    }

    /// <exception cref="RefusedException">The status is not a success.</exception>
    public static async Task RequireSuccessAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return;
        // A redirect is no answer of the exchange, and following it could give the token away.
        if (response.StatusCode < HttpStatusCode.BadRequest)
            throw new NotTheExchangeException(response.RequestMessage?.RequestUri);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        throw new RefusedException(Problem.Read(response, Parse(bytes)));
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            var element = JsonElement.Parse(bytes);
            return element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
