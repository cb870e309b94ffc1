using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Issuers;

/// <summary>Forgets used assertions that are refused for their age anyway, in batches that hold no lock for long.</summary>
internal sealed partial class UsedAssertionPruner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UsedAssertionPruner> log) : BackgroundService
{
    private const int Batch = 1000;

    /// <summary>By how much replicas' clocks may differ: one that is behind must not accept what another has forgotten.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
                while (await PruneAsync(db, clock.GetUtcNow(), stoppingToken) == Batch) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e);
            }
        }
    }

    /// <summary>Removes one batch; gives how many there were.</summary>
    internal static Task<int> PruneAsync(IdentityDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = (now - Margin).ToUnixTimeSeconds();
        var old = db.UsedAssertions.Where(a => a.ExpiresAt < before).OrderBy(a => a.ExpiresAt).Select(a => a.Id).Take(Batch);
        return db.UsedAssertions.Where(a => old.Contains(a.Id)).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Old assertions could not be removed; they will be next time")]
    private static partial void LogFailed(ILogger log, Exception e);
}
