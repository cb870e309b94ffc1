using Exchange.Identity.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Identity.Issuers;

/// <summary>Deletes used assertions that have expired, in batches that hold no lock for long.</summary>
internal sealed class UsedAssertionPruner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UsedAssertionPruner> log)
    : PeriodicWork("Pruning the used assertions", TimeSpan.FromMinutes(1), atOnce: false, scopes, clock, log)
{
    private const int Batch = 1000;

    /// <summary>The greatest difference of replicas' clocks: a replica that is behind must not accept an assertion that another has deleted.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<IdentityDb>();
        while (await PruneAsync(db, Clock.GetUtcNow(), ct) == Batch) { }
        return false;
    }

    /// <summary>Deletes one batch, and returns the number of rows.</summary>
    internal static Task<int> PruneAsync(IdentityDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = (now - Margin).ToUnixTimeSeconds();
        var old = db.UsedAssertions.Where(a => a.ExpiresAt < before).OrderBy(a => a.ExpiresAt).Select(a => a.Id).Take(Batch);
        return db.UsedAssertions.Where(a => old.Contains(a.Id)).ExecuteDeleteAsync(ct);
    }
}
