using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Exchange.Benchmarks.Harness;

/// <summary>The result of a load: answers per second, and the time of each in milliseconds.</summary>
internal sealed record Throughput(double Rate, Samples Latency);

/// <summary>
/// A closed loop over a fixed number of connections: each sends its next request after the last answer. Limited in time
/// and in requests. An unexpected answer ends the run, because it would be counted as work.
/// </summary>
internal sealed class Load(Uri address, HttpStatusCode expected, Func<HttpRequestMessage> request) : IDisposable
{
    public const int Connections = 16;
    private const int MostRequests = 200_000;

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = Connections,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Sends for <paramref name="time"/> with the token; a token is valid longer than a turn.</summary>
    public async Task<Throughput> RunAsync(string token, TimeSpan time)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var taken = new ConcurrentBag<double>();
        var left = MostRequests;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time && Interlocked.Decrement(ref left) >= 0)
            {
                var sent = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request());
                if (answer.StatusCode != expected)
                    throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                taken.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        return new Throughput(taken.Count / watch.Elapsed.TotalSeconds, new Samples(taken));
    }

    public void Dispose() => client.Dispose();
}
