using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Storage;

/// <summary>
/// Keeps a copy of some rows in memory, and replaces it whole when they change: before the host serves, and then at an interval, so every
/// replica follows what another one changed. While the database is away, the copy stays in force.
/// </summary>
/// <typeparam name="TVersion">Changes whenever the rows do, such as their count and the sum of versions that only grow.</typeparam>
public abstract class SnapshotRefresher<TVersion>(string name, TimeSpan interval, IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
    : PeriodicWork(name, interval, atOnce: false, scopes, clock, log) where TVersion : IEquatable<TVersion>
{
    private TVersion? current;

    /// <summary>The version of the rows as they are stored now.</summary>
    protected abstract Task<TVersion> VersionAsync(IServiceProvider services, CancellationToken ct);

    /// <summary>Reads the rows and replaces the copy.</summary>
    protected abstract Task ReplaceAsync(IServiceProvider services, CancellationToken ct);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnceAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected sealed override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        // Read before the rows: a change between the two reads is seen once more at the next run.
        var version = await VersionAsync(services, ct);
        if (version.Equals(current)) return false;
        await ReplaceAsync(services, ct);
        current = version;
        return false;
    }
}
