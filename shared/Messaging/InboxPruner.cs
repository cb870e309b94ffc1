using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging;

/// <summary>Forgets messages that were dealt with so long ago that no copy of them can still arrive.</summary>
internal sealed partial class InboxPruner<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InboxPruner<TDb>> log) : BackgroundService
    where TDb : DbContext
{
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(14);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // Small enough that no consumer waits noticeably for its locks.
    private const int BatchSize = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e, typeof(TDb).Name);
            }
        }
    }

    internal async Task PruneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var entries = scope.ServiceProvider.GetRequiredService<TDb>().Set<InboxEntry>();
        var cutoff = (clock.GetUtcNow() - Retention).UtcDateTime;
        int removed;
        do
        {
            // By time rather than by key, so that a batch is one range of the index.
            var last = await entries.Where(e => e.ClaimedAt < cutoff).OrderBy(e => e.ClaimedAt)
                .Take(BatchSize).Select(e => (DateTime?)e.ClaimedAt).MaxAsync(ct);
            removed = last is null ? 0 : await entries.Where(e => e.ClaimedAt <= last).ExecuteDeleteAsync(ct);
        }
        while (removed >= BatchSize);
    }

    [LoggerMessage(LogLevel.Warning, "The inbox of {Db} was not pruned; it is tried again in an hour")]
    private static partial void LogFailed(ILogger log, Exception e, string db);
}
