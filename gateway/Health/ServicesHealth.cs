using Exchange.Contracts;
using Exchange.Gateway.Routing;

namespace Exchange.Gateway.Health;

/// <summary>The readiness of every service in one answer, at <c>/health/services</c>.</summary>
internal sealed class ServicesHealth(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock) : IDisposable
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "services-health";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Services are asked at most once in this time, however many callers there are.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim asking = new(1);
    private (DateTimeOffset At, IReadOnlyDictionary<string, bool> Ready)? latest;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/health/services", async (ServicesHealth health, CancellationToken ct) =>
        {
            var ready = await health.AskAsync(ct);
            return Results.Json(
                new
                {
                    status = Word(ready.Values.All(r => r)),
                    checks = ready.ToDictionary(r => r.Key, r => Word(r.Value)),
                },
                statusCode: ready.Values.All(r => r) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().ExcludeFromDescription();

    public void Dispose() => asking.Dispose();

    private async Task<IReadOnlyDictionary<string, bool>> AskAsync(CancellationToken ct)
    {
        await asking.WaitAsync(ct);
        try
        {
            if (latest is not { } last || clock.GetUtcNow() - last.At > MaxAge)
            {
                var answers = await Task.WhenAll(ServiceList.Current.Services.Select(async s => (s.Name, Ready: await IsReadyAsync(s.Name, ct))));
                latest = last = (clock.GetUtcNow(), answers.ToDictionary(a => a.Name, a => a.Ready));
            }

            return last.Ready;
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task<bool> IsReadyAsync(string service, CancellationToken ct)
    {
        try
        {
            using var answer = await clients.CreateClient(Client).GetAsync(new Uri(Routes.Address(configuration, service), "/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private static string Word(bool ready) => ready ? "healthy" : "unhealthy";
}
