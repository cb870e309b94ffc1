using Exchange.BrokerRegistry.Brokers;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Standings;

/// <summary>Ends registrations whose last day is over, and publishes that. What is shown follows the day itself; this tells the network.</summary>
internal sealed class ExpireRegistrations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExpireRegistrations> log)
    : PeriodicWork("Ending registrations", TimeSpan.FromSeconds(5), atOnce: true, scopes, clock, log)
{
    private const int Batch = 100;

    protected override async Task<bool> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<BrokersDb>();
        while (true)
        {
            var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
            var over = await Over(db, today).OrderBy(b => b.ValidUntil).Take(Batch).Select(b => b.Id).ToListAsync(ct);
            foreach (var id in over) await EndAsync(id, today, ct);
            if (over.Count < Batch) return false;
        }
    }

    private static IQueryable<Broker> Over(BrokersDb db, DateOnly today) =>
        db.Set<Broker>().Where(b => b.Standing == BrokerStandings.Active && b.ValidUntil < today);

    // Each alone: one that cannot be ended does not hold the others.
    private async Task EndAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BrokersDb>();
        await db.TryInTransactionAsync(async () =>
        {
            if (await Over(db, today).Where(b => b.Id == id).ForUpdateSkipLocked().SingleOrDefaultAsync(ct) is not { } broker) return false;
            await scope.ServiceProvider.GetRequiredService<StandingChange>().ApplyAsync(
                broker, BrokerStandings.Expired, "Its validity has ended.", broker.ValidUntil!.Value.AddDays(1), by: null, Clock.StoredNow(), ct);
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
    }
}
