using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Exchange.Benchmarks.Floors;
using Exchange.Benchmarks.Harness;
using Exchange.Testing;

namespace Exchange.Benchmarks;

/// <summary>From the answer to a posted case to the arrival of its alert at a subscriber's webhook, with cases in sequence.</summary>
internal static class AlertBenchmark
{
    private const double MedianTarget = 3;
    private const double TailTarget = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Findings> MeasureAsync(Run run)
    {
        await using var casesDatabase = await (await run.Postgres).CreateDatabaseAsync();
        await using var alertsDatabase = await (await run.Postgres).CreateDatabaseAsync();
        await using var bareDatabase = await (await run.Postgres).CreateDatabaseAsync();
        await using var broker = await (await run.Rabbit).CreateVirtualHostAsync();
        var key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using var alerts = await Server.ServiceAsync(
            "RouteAlerts", "route-alerts", alertsDatabase.ConnectionString, broker, run.Network,
            "--RouteAlerts:AllowedNetworks:0=127.0.0.0/8", $"--RouteAlerts:KeyEncryptionKeyFile={key}");
        // The service has read it when it starts.
        File.Delete(key);
        await using var cases = await Server.ServiceAsync("DiversionCases", "diversion-cases", casesDatabase.ConnectionString, broker, run.Network);
        await using var receiver = await WebhookReceiver.StartAsync();
        await SubscribeAsync(alerts, receiver, run);
        await using var floor = await CommitsAndHops.StartAsync(bareDatabase.ConnectionString, broker.ConnectionString);

        using var client = new HttpClient { BaseAddress = cases.Address };
        var samples = run.Quick ? 20 : 200;
        Progress.Say("alert: warming up");
        // Until the runtime has optimized the hot paths.
        var warmUp = run.Quick ? samples : 10 * samples;
        await TakeAsync(warmUp, () => AlertAsync(client, receiver, run));
        await TakeAsync(warmUp, () => floor.MeasureAsync(SampleCase.Next()));
        var (ours, its) = (new List<double>(), new List<double>());
        for (var round = 1; round <= run.Rounds; round++)
        {
            ours.AddRange(await TakeAsync(samples, () => AlertAsync(client, receiver, run)));
            its.AddRange(await TakeAsync(samples, () => floor.MeasureAsync(SampleCase.Next())));
            Progress.Say($"alert: round {round} of {run.Rounds}: exchange {Figures.Milliseconds(new Samples(ours).Median)}, floor {Figures.Milliseconds(new Samples(its).Median)}");
        }
        // Each sample counts the next arrival as its own: a lost or repeated webhook would falsify the figures.
        var posted = warmUp + ours.Count;
        if (receiver.Deliveries.Count != posted) throw new InvalidOperationException($"{posted} cases produced {receiver.Deliveries.Count} webhooks.");
        return Judge(new Samples(ours), new Samples(its));
    }

    private static Findings Judge(Samples ours, Samples its)
    {
        var (median, tail) = (ours.Median / its.Median, ours.Percentile(99) / its.Median);
        return new Findings(
            "From a case to its alert",
            $"From the answer 201 to the arrival of the signed webhook, {ours.Count} cases in sequence. The floor is two commits of one row and two "
            + "persistent messages (durable queue, confirmed, consumed), in sequence. Both targets are multiples of its median.",
            [
                new("p50", Figures.Milliseconds(ours.Median), Figures.Milliseconds(its.Median), Figures.Ratio(median), $"≤ {MedianTarget} ×", median <= MedianTarget),
                new("p99", Figures.Milliseconds(ours.Percentile(99)), Figures.Milliseconds(its.Median), Figures.Ratio(tail), $"≤ {TailTarget} ×", tail <= TailTarget),
                new("p99, compared with the p99 of the floor", Figures.Milliseconds(ours.Percentile(99)), Figures.Milliseconds(its.Percentile(99)),
                    Figures.Ratio(ours.Percentile(99) / its.Percentile(99))),
                new("maximum", Figures.Milliseconds(ours.Greatest), Figures.Milliseconds(its.Greatest), Figures.Ratio(ours.Greatest / its.Greatest)),
            ]);
    }

    private static async Task<double> AlertAsync(HttpClient client, WebhookReceiver receiver, Run run)
    {
        var arrival = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = _ =>
        {
            arrival.TrySetResult(Stopwatch.GetTimestamp());
            return Results.NoContent();
        };
        using var request = Requests.Report();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", run.Network.Token("KEN/customs"));
        using var answer = await client.SendAsync(request);
        var answered = Stopwatch.GetTimestamp();
        if (answer.StatusCode != HttpStatusCode.Created)
            throw new InvalidOperationException($"Reporting a case returned {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return Stopwatch.GetElapsedTime(answered, await arrival.Task.WaitAsync(Patience)).TotalMilliseconds;
    }

    private static async Task SubscribeAsync(Server alerts, WebhookReceiver receiver, Run run)
    {
        using var client = new HttpClient { BaseAddress = alerts.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", run.Network.Token("EAC/secretariat"));
        using var answer = await client.PostAsJsonAsync("/v1/subscriptions", new { url = receiver.Url });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<double>> TakeAsync(int count, Func<Task<double>> measure)
    {
        var taken = new List<double>(count);
        while (taken.Count < count) taken.Add(await measure());
        return taken;
    }
}
