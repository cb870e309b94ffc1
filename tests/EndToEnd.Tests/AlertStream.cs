using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>A party's open live stream of alerts.</summary>
internal sealed class AlertStream : IAsyncDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly ConcurrentQueue<(string Event, JsonNode Data)> events = [];
    private readonly CancellationTokenSource closed = new();
    private readonly Task reading;

    private AlertStream(HttpResponseMessage answer)
    {
        this.answer = answer;
        reading = ReadAsync();
    }

    /// <summary>What was told so far.</summary>
    public IReadOnlyCollection<(string Event, JsonNode Data)> Events => events;

    /// <summary>Whether the other side has ended the stream.</summary>
    public bool HasEnded => reading.IsCompleted;

    public static async Task<AlertStream> OpenAsync(Party party)
    {
        var answer = await party.SendAsync(HttpMethod.Get, new Uri("/v1/alerts/stream", UriKind.Relative), completion: HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        return new AlertStream(answer);
    }

    /// <summary>Waits for the event that issues the alert of a case.</summary>
    public Task<JsonNode> IssuedForAsync(string caseId) => Eventually.GetAsync($"the stream tells of the alert of case {caseId}", () =>
        Task.FromResult<JsonNode?>(events.FirstOrDefault(e => e.Event == "issued" && e.Data["case"]?["id"]?.GetValue<string>() == caseId).Data));

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        await reading;
        answer.Dispose();
        closed.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(closed.Token)).EnumerateAsync(closed.Token))
            {
                if (item.Data.Length > 0) events.Enqueue((item.EventType, JsonNode.Parse(item.Data)!));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Closed by the test, or cut off with the process that sent it.
        }
    }
}
