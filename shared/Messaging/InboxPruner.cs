using Exchange.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Messaging;

/// <summary>Deletes inbox entries so old that no copy of their message can still arrive.</summary>
internal sealed class InboxPruner<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InboxPruner<TDb>> log)
    : PeriodicWork($"Pruning the inbox of {typeof(TDb).Name}", TimeSpan.FromHours(1), atOnce: false, scopes, clock, log) where TDb : DbContext
{
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    // Small enough that no consumer waits noticeably for its locks.
    private const int BatchSize = 1000;

    internal Task PruneAsync(CancellationToken ct) => RunOnceAsync(ct);

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var entries = services.GetRequiredService<TDb>().Set<InboxEntry>();
        var cutoff = (Clock.GetUtcNow() - Retention).UtcDateTime;
        int removed;
        do
        {
            // By time rather than by key: a batch is then one range of the index.
            var last = await entries.Where(e => e.ClaimedAt < cutoff).OrderBy(e => e.ClaimedAt)
                .Take(BatchSize).Select(e => (DateTime?)e.ClaimedAt).MaxAsync(ct);
            removed = last is null ? 0 : await entries.Where(e => e.ClaimedAt <= last).ExecuteDeleteAsync(ct);
        }
        while (removed >= BatchSize);
        return false;
    }
}
