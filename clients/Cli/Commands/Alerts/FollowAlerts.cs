using System.CommandLine;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Exchange.Cli.Api;
using Exchange.Cli.Output;

namespace Exchange.Cli.Commands.Alerts;

/// <summary><c>exchange alert follow</c>: prints alerts as they arrive, and resumes after a lost connection.</summary>
internal static class FollowAlerts
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public static Command Create(Terminal terminal)
    {
        var after = Inputs.Optional("--after", "Start after this event id (printed by --json), to miss nothing between two runs", "EVENT");
        var count = new Option<int?>("--count") { Description = "Stop after this many alerts", HelpName = "N" };
        return new Verb("follow", "Print alerts as they arrive, until Ctrl-C",
            "exchange alert follow --as EAC/secretariat",
            "exchange alert follow --as EAC/secretariat --json | my-own-system")
        {
            after, count,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            try
            {
                await FollowAsync(session, parsed.GetValue(after), parsed.GetValue(count) ?? int.MaxValue, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // Ctrl-C ends the command normally.
            }
        });
    }

    private static async Task FollowAsync(Session session, string? lastEventId, int left, CancellationToken ct)
    {
        var connected = false;
        var pause = TimeSpan.FromSeconds(1);
        while (left > 0)
        {
            try
            {
                using var response = await session.Api.OpenStreamAsync("/v1/alerts/stream", lastEventId, ct);
                if (!connected && !session.Json)
                    session.Screen.Note("Waiting for alerts. Press Ctrl-C to stop.");
                connected = true;
                var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(ct));
                await foreach (var item in parser.EnumerateAsync(ct))
                {
                    pause = TimeSpan.FromSeconds(1);
                    if (item.Data.Length == 0)
                        continue;
                    Show(session, item.EventType, parser.LastEventId, JsonElement.Parse(item.Data));
                    lastEventId = parser.LastEventId is { Length: > 0 } id ? id : lastEventId;
                    if (--left == 0)
                        return;
                }
            }
            catch (RefusedException e) when (connected && IsTemporary(e.Problem))
            {
                // The token may have expired while the stream was open; the next request uses a new one.
                session.Api.ForgetToken();
            }
            catch (Exception e) when (connected && e is HttpRequestException or IOException)
            {
                session.Screen.Note($"The connection was lost. Next attempt in {pause.TotalSeconds:0} s.");
            }

            await Task.Delay(pause, session.Clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool IsTemporary(Problem problem) =>
        problem.IsOutage || problem.Status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests;

    private static void Show(Session session, string type, string id, JsonElement data)
    {
        if (session.Json)
        {
            session.Screen.WriteJson(JsonSerializer.SerializeToElement(new { id, @event = type, data }), oneLine: true);
            return;
        }

        var description = string.Join("  ", new[] { data.TextAt("reference"), data.TextAt("severity"), ListAlerts.Route(data), data.TextAt("summary"), data.TextAt("id") }
            .Where(part => part.Length > 0));
        session.Screen.Line($"{session.Clock.GetUtcNow():HH:mm:ss'Z'}  {type}  {description}");
    }
}
