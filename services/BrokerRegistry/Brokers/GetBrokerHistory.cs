using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>Returns the versions of a broker's entry, the newest first: all of them to its State, and to others the current one, at their level.</summary>
internal static class GetBrokerHistory
{
    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapGet("/{id:guid}/history", HandleAsync)
        .WithName("GetBrokerHistory").WithSummary("Shows the versions of an entry").RequireScope(Scopes.BrokersRead);

    internal static async Task<Results<PageAnswer<BrokerView>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Principal caller, Records<BrokersDb, Broker, BrokerView> brokers, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<int?>($"history of {id}", null, faults);
        if (faults.Any) return faults.ToProblem();

        if (await brokers.FindAsync(id, ct) is not { } seen) return Problems.NotFound();
        var broker = seen.Record;
        List<(int Version, BrokerView View)> versions = page.After is null
            ? [(broker.Version, BrokerView.Of(broker, seen.Level, caller, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)))]
            : [];
        if (broker.Originator == caller.Member)
        {
            var earlier = await db.EarlierEntries.AsNoTracking()
                .Where(e => e.BrokerId == id && (page.After == null || e.Version < page.After))
                .OrderByDescending(e => e.Version).Take(page.Take - versions.Count).ToListAsync(ct);
            versions.AddRange(earlier.Select(e => (e.Version, BrokerView.Of(broker, e))));
        }
        return await page.ShowAsync(versions, v => v.Version, v => (ShownRecord.Of(seen) with { Version = v.Version }, v.View), ct);
    }
}
