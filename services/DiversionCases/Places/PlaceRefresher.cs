using Exchange.DiversionCases.Data;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Exchange.DiversionCases.Places;

/// <summary>Brings imported places into memory: at start, and soon after another process imported some.</summary>
internal sealed partial class PlaceRefresher(
    PlaceLookup lookup, IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlaceRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private int current;

    // Before the host serves: a case posted in the first second is checked against all places.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (Outages.IsOutage(e))
            {
                // What is in memory stays right; requests that need the database answer 503 by themselves.
                LogOutage(log, e.GetType().Name);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CasesDb>();
        var newest = await db.Set<PlaceImport>().MaxAsync(i => (int?)i.Number, ct) ?? 0;
        if (newest == current) return;
        lookup.Use(await db.Set<KnownPlace>().AsNoTracking().ToListAsync(ct));
        current = newest;
    }

    [LoggerMessage(LogLevel.Warning, "Places could not be refreshed: {Exception}")]
    private static partial void LogOutage(ILogger log, string exception);
}
