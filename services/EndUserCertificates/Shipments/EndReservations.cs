using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Expires reservations and returns their quantities. Each expires in its own transaction: if several replicas find the same one, one
/// expires it, and none locks lines of more than one certificate.
/// </summary>
internal sealed class EndReservations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EndReservations> log)
    : PeriodicWork("Expiring reservations", TimeSpan.FromSeconds(10), atOnce: true, scopes, clock, log)
{
    private const int Batch = 100;

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        while (await EndBatchAsync(ct) == Batch) { }
        return false;
    }

    /// <summary>Expires the oldest due reservations, at most a batch. Returns how many this process expired.</summary>
    internal async Task<int> EndBatchAsync(CancellationToken ct)
    {
        var now = Clock.StoredNow();
        List<Guid> due;
        await using (var scope = Scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<Drawdown>()
                .Where(d => d.Status == DrawdownStatus.Reserved && d.ReservedUntil <= now).OrderBy(d => d.ReservedUntil).Select(d => d.Id).Take(Batch).ToListAsync(ct);
        }
        var ended = 0;
        foreach (var id in due)
        {
            await using var scope = Scopes.CreateAsyncScope();
            if (await EndAsync(scope.ServiceProvider.GetRequiredService<CertificatesDb>(), id, now, ct)) ended++;
        }
        return ended;
    }

    private static async Task<bool> EndAsync(CertificatesDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // It may have been committed, cancelled or expired since it was found, or another process may be at it.
        if (await db.Set<Drawdown>().Where(d => d.Id == id).ForUpdateSkipLocked().SingleOrDefaultAsync(ct) is not { } drawdown || !drawdown.TryExpire(now)) return false;
        await db.SaveChangesAsync(ct);
        await db.GiveBackAsync(drawdown, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
