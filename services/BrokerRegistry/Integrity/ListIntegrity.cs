using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting.Http;
using Exchange.Hosting.Trust;
using Exchange.Hosting.Validation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>Lists what speaks against a broker, as far as it reaches the caller, the newest first.</summary>
internal static class ListIntegrity
{
    public static void Map(IEndpointRouteBuilder brokers) => brokers.MapGet("/{id:guid}/integrity", HandleAsync)
        .WithName("ListIntegrity").WithSummary("Lists a broker's integrity records").RequireScope(Scopes.BrokersRead);

    /// <param name="id">The broker's entry.</param>
    internal static async Task<Results<PageAnswer<IntegrityView>, ProblemHttpResult>> HandleAsync(
        Guid id, [AsParameters] Paging paging, Principal caller, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new Faults();
        var page = paging.Read<Guid?>($"integrity of {id}", null, faults);
        if (faults.Any) return faults.ToProblem();
        // A broker that the caller does not see answers as one without records that reach it.
        var seen = db.VisibleTo<IntegrityRecord>(caller, clock.GetUtcNow()).Where(r => r.Record.BrokerId == id);
        if (page.After is { } last) seen = seen.Where(r => r.Record.Id < last);
        var found = await seen.AsNoTracking().OrderByDescending(r => r.Record.Id).Take(page.Take).ToListAsync(ct);
        return await page.ShowAsync(found, r => r.Record.Id, r => (ShownRecord.Of(r), IntegrityView.Of(r.Record, r.Level, caller)), ct);
    }
}
