using System.Buffers;
using System.Globalization;
using System.Text;
using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Exchange.RouteAlerts.Alerts;
using Exchange.RouteAlerts.Feed;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.RouteAlerts.Streaming;

/// <summary>
/// Streams alerts as server-sent events (HTML standard, 9.2). The events are <c>issued</c>, <c>updated</c> and <c>withdrawn</c>; their data is the
/// alert at the caller's level as JSON, an <c>AlertView</c>. Of an alert that the caller can no longer see, <c>withdrawn</c> has the data
/// <c>{"id": "…"}</c> alone. The stream begins now, or after <c>Last-Event-ID</c>, sends a comment every 15 seconds, and ends when the token
/// expires or is no longer accepted, or when the host stops.
/// </summary>
internal static class StreamAlerts
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How often the stream checks that the reader is still trusted.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    private const string MediaType = "text/event-stream";
    private const int PageSize = 100;

    /// <summary>The data of the event that withdraws an alert from a reader who can no longer see it.</summary>
    public sealed record Removal
    {
        /// <summary>The id of the alert.</summary>
        public required Guid Id { get; init; }
    }

    public static void Map(IEndpointRouteBuilder alerts) => alerts.MapGet("/stream", HandleAsync)
        .WithName("StreamAlerts").WithSummary("Streams alerts live as server-sent events").RequireScope(Scopes.AlertsRead)
        .ReadsHeader("Last-Event-ID", "The id of the last event that was received, from a stream with the same filters. The stream begins after it.")
        .Refuses(StatusCodes.Status400BadRequest, "malformed", "`Last-Event-ID` is not an id of this stream with these filters")
        .Answers(StatusCodes.Status200OK, MediaType);

    internal static async Task<Results<EmptyHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] AlertQuery query, HttpContext http, IServiceScopeFactory scopes, FeedSignal signal, Cursors cursors, Shown shown,
        TrustDirectory trust, MemberTokenHandler tokens, TimeProvider clock, IHostApplicationLifetime host)
    {
        var faults = new Faults();
        var now = clock.GetUtcNow();
        var filter = query.Read(new Check(faults) { Today = DateOnly.FromDateTime(now.UtcDateTime) }, faults);
        if (faults.Any) return faults.ToProblem();
        var caller = TrustRegistration.PrincipalOf(http.User, trust, now);
        var bound = $"stream {caller.Member} {query.Canonical}";
        long? after = null;
        if (http.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id])
        {
            if (!cursors.TryUnprotect<long>(id, bound, out var position))
                return Problems.Malformed("Last-Event-ID is not an id of this stream with these filters. Connect without it, and read earlier alerts from the list.");
            after = position;
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(http.User.FindFirst(ExchangeClaims.Expires)!.Value, CultureInfo.InvariantCulture));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        http.Response.ContentType = MediaType;
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (HeadRequests.IsHead(http)) return TypedResults.Empty;
        var stream = new Stream(filter, http, scopes, cursors, bound, shown, trust, tokens, expires, clock);
        try
        {
            await stream.RunAsync(after, signal, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader disconnected, or the host stops.
        }
        return TypedResults.Empty;
    }

    private sealed class Stream(
        AlertFilter filter, HttpContext http, IServiceScopeFactory scopes, Cursors cursors, string bound, Shown shown, TrustDirectory trust,
        MemberTokenHandler tokens, DateTimeOffset expires, TimeProvider clock)
    {
        private object? trusted;

        public async Task RunAsync(long? after, FeedSignal signal, CancellationToken ct)
        {
            var position = after ?? await HeadAsync(ct);
            // An id without data sets the position from which the reader resumes, and is not an event.
            await WriteAsync(Comment("connected", position), ct);
            var beat = clock.GetUtcNow() + Heartbeat;
            var woken = signal.Next;
            while (true)
            {
                position = await SendNewAsync(position, ct);
                while (!woken.IsCompleted)
                {
                    var now = clock.GetUtcNow();
                    if (!await IsTrustedAsync(now)) return;
                    if (now >= beat)
                    {
                        // A signal between replicas may have been lost, so the feed is read too.
                        position = await SendNewAsync(position, ct);
                        await WriteAsync(Comment("heartbeat", position), ct);
                        beat = now + Heartbeat;
                    }
                    await Task.WhenAny(woken, Task.Delay(Watch, clock, ct));
                    ct.ThrowIfCancellationRequested();
                }
                woken = signal.Next;
                if (!await IsTrustedAsync(clock.GetUtcNow())) return;
            }
        }

        // The token is validated again whenever a member changed: its status, its keys, its clients.
        private async Task<bool> IsTrustedAsync(DateTimeOffset now)
        {
            if (now >= expires) return false;
            var state = trust.State;
            if (state == trusted) return true;
            if (!await tokens.StillAcceptsAsync(http.Request)) return false;
            trusted = state;
            return true;
        }

        /// <summary>Sends the entries after a position, and returns the position up to which it read.</summary>
        private async Task<long> SendNewAsync(long after, CancellationToken ct)
        {
            await using var scope = scopes.CreateAsyncScope();
            var feed = scope.ServiceProvider.GetRequiredService<FeedReader>();
            var caller = TrustRegistration.PrincipalOf(http.User, trust, clock.GetUtcNow());
            while (true)
            {
                var page = await feed.ReadAsync(caller, after, PageSize, ct);
                foreach (var item in page.Items)
                {
                    if (item.Alert is null || filter.Matches(item.Alert.Record)) await WriteAsync(await EventAsync(item, caller, ct), ct);
                }
                after = page.Position;
                if (page.IsLast) return after;
            }
        }

        private async Task<long> HeadAsync(CancellationToken ct)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<FeedReader>().HeadAsync(ct);
        }

        private ReadOnlyMemory<byte> Comment(string text, long position) =>
            Encoding.UTF8.GetBytes($": {text}\nid: {cursors.Protect(position, bound)}\n\n");

        private async Task<ReadOnlyMemory<byte>> EventAsync(FeedItem item, Principal reader, CancellationToken ct)
        {
            var name = item.Entry.Kind switch { FeedKind.Issued => "issued", FeedKind.Updated => "updated", _ => "withdrawn" };
            var message = new ArrayBufferWriter<byte>();
            message.Write(Encoding.UTF8.GetBytes($"id: {cursors.Protect(item.Entry.Position, bound)}\nevent: {name}\ndata: "));
            var reading = new Reading(reader, Channel.Stream);
            // JSON as written here has no line breaks, which would end the data.
            message.Write(item.Alert is { } seen
                ? await shown.OneAsync(ShownRecord.Of(seen), AlertView.Of(seen), reading, ct)
                : await shown.AnswerAsync([], new Removal { Id = item.Entry.AlertId }, reading, ct));
            message.Write("\n\n"u8);
            return message.WrittenMemory;
        }

        private async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
        {
            await http.Response.Body.WriteAsync(message, ct);
            await http.Response.Body.FlushAsync(ct);
        }
    }
}
