using System.Net;
using System.Text.Json;

namespace Exchange.Cli.Api;

/// <summary>A successful answer of the exchange; <c>Body</c> is null if the answer is empty.</summary>
internal sealed record Answer(JsonElement? Body);

/// <summary>The exchange refused the request; <see cref="Problem"/> says why.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem => problem;
}

/// <summary>The server at the address is not the exchange, or its answer cannot be trusted.</summary>
internal sealed class NotTheExchangeException(Uri? address, string? why = null)
    : Exception($"{address?.GetLeftPart(UriPartial.Authority)} does not answer as the exchange does.{(why is null ? "" : $" {why}")}");

/// <summary>The verdict was printed and is not <c>authentic</c>; scripts see it by the exit code.</summary>
internal sealed class RefusedVerdictException : Exception;

/// <summary>Reads answers: successful ones as JSON, others as a problem.</summary>
internal static class Answers
{
    /// <exception cref="RefusedException">The status is not a success.</exception>
    /// <exception cref="NotTheExchangeException">The body is not JSON.</exception>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await RequireSuccessAsync(response, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return new(bytes.Length == 0 ? null : Parse(bytes) ?? throw new NotTheExchangeException(response.RequestMessage?.RequestUri));
    }

    /// <exception cref="RefusedException">The status is not a success.</exception>
    public static async Task RequireSuccessAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
            return;
        // The exchange never redirects, and following a redirect could disclose the token.
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
