using System.Text.Json;
using Exchange.Contracts;
using Exchange.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Hosting.Trust;

/// <summary>
/// Reads the projection into <see cref="TrustDirectory"/> every second: a replica that did not get the event itself
/// still knows of a suspension within seconds. At start it asks Identity to tell everything again, since events from
/// before this service's queue existed never reached it.
/// </summary>
internal sealed partial class TrustRefresher(
    string service, TrustDirectory directory, IServiceScopeFactory scopes, TimeProvider clock, ILogger<TrustRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private (Mark? Members, Mark? Groups) seen;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await RefreshAsync(scope.ServiceProvider.GetRequiredService<TrustDb>(), cancellationToken);
            await scope.ServiceProvider.GetRequiredService<IOutbox<TrustDb>>().PublishAsync(new TrustRequested(service), cancellationToken);
            await scope.ServiceProvider.GetRequiredService<TrustDb>().SaveChangesAsync(cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var failing = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RefreshAsync(scope.ServiceProvider.GetRequiredService<TrustDb>(), stoppingToken);
                failing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // What is known stays in force; the health check says that the database is gone.
                if (!failing) LogFailing(log, e);
                failing = true;
            }
        }
    }

    private async Task RefreshAsync(TrustDb db, CancellationToken ct)
    {
        // Versions only grow, so counts and sums tell whether anything changed.
        var current = (
            await db.Members.GroupBy(_ => 1).Select(all => new Mark(all.Count(), all.Sum(m => m.Version))).SingleOrDefaultAsync(ct),
            await db.Groups.GroupBy(_ => 1).Select(all => new Mark(all.Count(), all.Sum(g => g.Version))).SingleOrDefaultAsync(ct));
        if (current == seen) return;
        var members = await db.Members.AsNoTracking().Select(m => m.State).ToListAsync(ct);
        var groups = await db.Groups.AsNoTracking().Select(g => g.State).ToListAsync(ct);
        directory.Replace(
            [.. members.Select(m => JsonSerializer.Deserialize<MemberTrust>(m)!)],
            [.. groups.Select(g => JsonSerializer.Deserialize<GroupChanged>(g)!)]);
        seen = current;
    }

    private sealed record Mark(int Count, long Versions);

    [LoggerMessage(LogLevel.Warning, "The trust projection cannot be read; what is known stays in force")]
    private static partial void LogFailing(ILogger log, Exception e);
}
