using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Storage;

/// <summary>
/// Work on a database that a process repeats at an interval. A failure ends one run, never the work: it is logged once when it begins, and once
/// when the work succeeds again.
/// </summary>
/// <param name="name">Names the work in the log, as a noun: "Pruning the inbox of CasesDb".</param>
/// <param name="interval">From the end of one run to the next.</param>
/// <param name="atOnce">Whether the first run follows the start at once, or one interval later.</param>
public abstract partial class PeriodicWork(string name, TimeSpan interval, bool atOnce, IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
    : BackgroundService
{
    /// <summary>The clock of the process.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Makes a scope for a part of a run that commits alone.</summary>
    protected IServiceScopeFactory Scopes { get; } = scopes;

    /// <summary>One run, with services of its own scope. Returns true when no further run is needed, ever.</summary>
    protected abstract Task<bool> RunAsync(IServiceProvider services, CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, Clock);
        var failing = false;
        if (!atOnce && !await timer.WaitForNextTickAsync(stoppingToken)) return;
        do
        {
            try
            {
                var finished = await RunOnceAsync(stoppingToken);
                if (failing) LogRecovered(log, name);
                failing = false;
                if (finished) return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing) LogFailing(log, e, name, interval);
                failing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Runs the work now; throws what it throws.</summary>
    protected async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        return await RunAsync(scope.ServiceProvider, ct);
    }

    [LoggerMessage(LogLevel.Warning, "{Work} fails; it is retried every {Interval}")]
    private static partial void LogFailing(ILogger log, Exception e, string work, TimeSpan interval);

    [LoggerMessage(LogLevel.Information, "{Work} works again")]
    private static partial void LogRecovered(ILogger log, string work);
}
