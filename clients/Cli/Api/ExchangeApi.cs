using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Exchange.Cli.Output;

namespace Exchange.Cli.Api;

/// <summary>The HTTP API of the exchange, called as one identity.</summary>
internal sealed class ExchangeApi(HttpClient http, Uri address, Tokens tokens, TimeProvider clock)
{
    // Rate limits end within seconds; a longer wait is reported to the caller instead.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);

    public Uri Address => address;

    public Task<Answer> GetAsync(string path, CancellationToken ct) => SendAsync(() => new(HttpMethod.Get, path), ct);

    /// <summary>Gets an answer that is not JSON: a page for printing.</summary>
    /// <exception cref="RefusedException">The exchange refuses the request.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendOnceAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        await Answers.RequireSuccessAsync(response, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public Task<Answer> PostAsync(string path, object body, CancellationToken ct, string? idempotencyKey = null) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return request;
    }, ct);

    public Task<Answer> PutAsync(string path, object body, CancellationToken ct) =>
        SendAsync(() => new(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) }, ct);

    public Task<Answer> DeleteAsync(string path, CancellationToken ct) => SendAsync(() => new(HttpMethod.Delete, path), ct);

    /// <summary>Posts a document unchanged, byte for byte; the exchange validates it.</summary>
    public Task<Answer> PostDocumentAsync(string path, ReadOnlyMemory<byte> document, string mediaType, CancellationToken ct, string? idempotencyKey = null) =>
        SendAsync(() => Document(HttpMethod.Post, path, document, mediaType, "Idempotency-Key", idempotencyKey), ct);

    /// <summary>Replaces a document, with <c>If-Match</c> if <paramref name="ifMatch"/> is given.</summary>
    public Task<Answer> PutDocumentAsync(string path, ReadOnlyMemory<byte> document, string mediaType, string? ifMatch, CancellationToken ct) =>
        SendAsync(() => Document(HttpMethod.Put, path, document, mediaType, "If-Match", ifMatch), ct);

    /// <summary>Reads a list page by page, at most <paramref name="most"/> items.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(Query query, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        for (var left = most; left > 0;)
        {
            var page = await GetAsync(query.And("limit", Math.Min(left, 200)).And("cursor", cursor).ToString(), ct);
            foreach (var item in page.Body?.ListAt("items") ?? [])
            {
                yield return item;
                left--;
            }

            cursor = page.Body?.TextAt("next");
            if (string.IsNullOrEmpty(cursor))
                yield break;
        }
    }

    /// <summary>Opens a stream of server-sent events; the caller disposes the answer.</summary>
    /// <exception cref="RefusedException">The exchange refuses the request.</exception>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, string? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/event-stream" } } };
        if (lastEventId is { Length: > 0 })
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await SendOnceAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        try
        {
            await Answers.RequireSuccessAsync(response, ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Discards the token after the exchange refused it.</summary>
    public void ForgetToken() => tokens.Forget();

    private static HttpRequestMessage Document(
        HttpMethod method, string path, ReadOnlyMemory<byte> document, string mediaType, string header, string? value)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ReadOnlyMemoryContent(document) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (value is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private async Task<Answer> SendAsync(Func<HttpRequestMessage> create, CancellationToken ct)
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            using var request = create();
            using var response = await SendOnceAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            // The request was refused before anything was done: repeating it is safe.
            if (response.StatusCode is HttpStatusCode.TooManyRequests && response.Headers.RetryAfter?.Delta is { } wait
                && clock.GetElapsedTime(started) + wait < LongestWait)
            {
                await Task.Delay(wait, clock, ct);
                continue;
            }

            return await Answers.ReadAsync(response, ct);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken ct)
    {
        request.RequestUri = new Uri(Transport.RequireSafe(address), request.RequestUri!);
        request.Headers.Authorization = new("Bearer", await tokens.GetAsync(ct));
        return await http.SendAsync(request, completion, ct);
    }
}
