using Exchange.Identity.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Issuers;

/// <summary>Deletes used assertions that have expired, in batches that hold no lock for long.</summary>
internal sealed partial class UsedAssertionPruner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UsedAssertionPruner> log) : BackgroundService
{
    private const int Batch = 1000;

    /// <summary>The greatest difference of replicas' clocks: a replica that is behind must not accept an assertion that another has deleted.</summary>
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

    /// <summary>Deletes one batch, and returns the number of rows.</summary>
    internal static Task<int> PruneAsync(IdentityDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = (now - Margin).ToUnixTimeSeconds();
        var old = db.UsedAssertions.Where(a => a.ExpiresAt < before).OrderBy(a => a.ExpiresAt).Select(a => a.Id).Take(Batch);
        return db.UsedAssertions.Where(a => old.Contains(a.Id)).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Expired assertions could not be deleted; retrying in a minute")]
    private static partial void LogFailed(ILogger log, Exception e);
}
