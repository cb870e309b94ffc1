using Exchange.EndUserCertificates.Data;
using Microsoft.EntityFrameworkCore;

namespace Exchange.EndUserCertificates.Shipments;

/// <summary>
/// Ends reservations whose time is over, and gives back what they held. Each ends in a transaction of its own: of several replicas that find
/// the same one, one ends it, and none holds lines of more than one certificate.
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

    /// <summary>Ends those that have been over for longest, at most a batch; how many this process ended.</summary>
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
        // It may have been committed, cancelled or ended since it was found.
        var drawdown = await db.Set<Drawdown>().SingleAsync(d => d.Id == id, ct);
        if (!drawdown.TryExpire(now)) return false;
        await db.SaveChangesAsync(ct);
        await db.GiveBackAsync(drawdown, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Reservations that are over could not be ended; tried again in ten seconds")]
    private static partial void LogFailed(ILogger log, Exception e);
}
