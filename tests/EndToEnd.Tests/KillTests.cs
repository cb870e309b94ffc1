using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Exchange.Testing;

namespace Exchange.EndToEnd.Tests;

/// <summary>kill -9 of each process of the network in turn, in the middle of postings.</summary>
[Collection(OnTheNetwork.Name)]
public sealed class NetworkKillTests(Network network)
{
    [Fact]
    public Task Nothing_acknowledged_is_lost_or_doubled_when_any_process_is_killed() =>
        Killing.SurvivesAsync(network.As, [network.Cases, network.Alerts, network.Gateway, network.Identity]);
}

/// <summary>kill -9 of the one process, again and again, in the middle of postings.</summary>
public sealed class StandaloneKillTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed()
    {
        await using var standalone = new Standalone();
        await standalone.Process.StartAsync();
        await Killing.SurvivesAsync(standalone.As, [standalone.Process, standalone.Process, standalone.Process]);
    }
}

/// <summary>Postings under fire: clients that repeat each posting with its Idempotency-Key until it is acknowledged.</summary>
internal static class Killing
{
    private const int Postings = 500;
    private const int Clients = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task SurvivesAsync(Func<string, Party> party, IReadOnlyList<ServiceProcess> victims)
    {
        var summary = $"Under fire {Guid.CreateVersion7()}";
        using var customs = party("KEN/customs");
        using var subscriber = party("UGA/customs");
        await using var receiver = await WebhookReceiver.StartAsync();
        await subscriber.PostAsync("/v1/subscriptions", new JsonObject { ["url"] = receiver.Url.ToString() });
        await customs.TokenAsync();

        var acknowledged = new ConcurrentDictionary<int, string>();
        var posting = PostAllAsync(customs, summary, acknowledged);
        for (var i = 0; i < victims.Count; i++)
        {
            var enough = Postings * (i + 1) / (victims.Count + 1);
            await Eventually.HoldsAsync($"{enough} cases are acknowledged", () => acknowledged.Count >= enough || posting.IsFaulted, Patience);
            await victims[i].KillAsync();
            await victims[i].StartAsync();
        }
        await posting;

        var cases = acknowledged.Values.Order().ToList();
        Assert.Equal(Postings, cases.Distinct().Count());
        var stored = (await customs.ListAsync("/v1/cases")).Where(c => c["summary"]?.GetValue<string>().StartsWith(summary, StringComparison.Ordinal) == true);
        Assert.Equal(cases, stored.Select(c => c["id"]!.GetValue<string>()).Order());

        async Task<List<JsonNode>> AlertsAsync() =>
            [.. (await subscriber.ListAsync("/v1/alerts")).Where(a => a["case"]?["id"]?.GetValue<string>() is { } id && cases.BinarySearch(id) >= 0)];
        await Eventually.HoldsAsync("every case has its alert", async () => (await AlertsAsync()).Count >= Postings, Patience);
        var alerts = await AlertsAsync();
        Assert.Equal(cases, alerts.Select(a => a["case"]!["id"]!.GetValue<string>()).Order());

        // A webhook may arrive twice, with the same id; an alert has one id.
        var issued = alerts.Select(a => a["id"]!.GetValue<string>()).ToHashSet();
        List<(string Alert, string Webhook)> Received() => [.. receiver.Deliveries
            .Select(d => (Alert: JsonNode.Parse(d.Body)!["data"]!["id"]!.GetValue<string>(), Webhook: d.Id)).Where(d => issued.Contains(d.Alert)).Distinct()];
        await Eventually.HoldsAsync("every alert's webhook arrives", () => Received().Count >= Postings, Patience);
        Assert.Equal(issued.Order(), Received().Select(d => d.Alert).Order());
    }

    private static async Task PostAllAsync(Party customs, string summary, ConcurrentDictionary<int, string> acknowledged)
    {
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref last) is var number and <= Postings)
                acknowledged[number] = await PostAsync(customs, SampleCase.Json($"{summary}, {number}", SampleCase.ToTheRegion), $"{summary} {number}");
        }));
    }

    private static async Task<string> PostAsync(Party customs, JsonNode body, string key) =>
        (await PostAsync(customs, () => new Uri("/v1/cases", UriKind.Relative), body, key))!["id"]!.GetValue<string>();

    /// <summary>Posts until a process that lives answers: what was created, or null for a conflict. Any other answer is a fault.</summary>
    public static async Task<JsonNode?> PostAsync(Party party, Func<Uri> address, JsonNode body, string key)
    {
        var (status, text) = await Eventually.GetAsync($"'{key}' is answered", async () =>
        {
            try
            {
                using var answer = await party.SendAsync(HttpMethod.Post, address(), body, key);
                // What a killed process or one that starts looks like from outside.
                return answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                    ? null
                    : new Answered(answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }, Patience);
        Assert.True(status is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{status} {text}");
        return status == HttpStatusCode.Created ? JsonNode.Parse(text) : null;
    }

    private sealed record Answered(HttpStatusCode Status, string Text);
}
