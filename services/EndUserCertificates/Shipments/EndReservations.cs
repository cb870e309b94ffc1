using Exchange.EndUserCertificates.Data;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Expires reservations and returns their quantities. Each expires in its own transaction: if several replicas find the same one, one
/// expires it, and none locks lines of more than one certificate.
/// </summary>
internal sealed partial class EndReservations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<EndReservations> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                while (await EndBatchAsync(stoppingToken) == Batch) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Expires the oldest due reservations, at most a batch. Returns how many this process expired.</summary>
    internal async Task<int> EndBatchAsync(CancellationToken ct)
    {
        var now = clock.StoredNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<CertificatesDb>().Set<Drawdown>()
                .Where(d => d.Status == DrawdownStatus.Reserved && d.ReservedUntil <= now).OrderBy(d => d.ReservedUntil).Select(d => d.Id).Take(Batch).ToListAsync(ct);
        }
        var ended = 0;
        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await EndAsync(scope.ServiceProvider.GetRequiredService<CertificatesDb>(), id, now, ct)) ended++;
        }
        return ended;
    }

    private static async Task<bool> EndAsync(CertificatesDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.TryHoldDrawdownAsync(id, ct)) return false;
        // It may have been committed, cancelled or expired since it was found.
        var drawdown = await db.Set<Drawdown>().SingleAsync(d => d.Id == id, ct);
        if (!drawdown.TryExpire(now)) return false;
        await db.SaveChangesAsync(ct);
        await db.GiveBackAsync(drawdown, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Expiring reservations failed; the next attempt is in ten seconds")]
    private static partial void LogFailed(ILogger log, Exception e);
}
