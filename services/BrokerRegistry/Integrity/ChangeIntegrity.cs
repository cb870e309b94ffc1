using Exchange.Access;
using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;
using Exchange.Hosting;
using Exchange.Hosting.Http;
using Exchange.Hosting.OpenApi;
using Exchange.Hosting.Trust;
using Exchange.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.BrokerRegistry.Integrity;

/// <summary>Confirms a final conviction, or expunges a record.</summary>
internal static class ChangeIntegrity
{
    public static void Map(IEndpointRouteBuilder brokers)
    {
        Describe(brokers.MapPost("/{id:guid}/integrity/{record:guid}/confirm", ConfirmAsync), "ConfirmIntegrity", "Confirms a final conviction")
            .Refuses(StatusCodes.Status403Forbidden, "same-officer", "the caller recorded it, or is of another authority");
        Describe(brokers.MapPost("/{id:guid}/integrity/{record:guid}/expunge", ExpungeAsync), "ExpungeIntegrity", "Expunges an integrity record");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name).WithSummary(summary).RequireScope(Scopes.BrokersWrite).WithIdempotency<BrokersDb>()
        .Refuses(StatusCodes.Status403Forbidden, "forbidden", "the caller is no licensing authority, or another State recorded it")
        .Refuses(StatusCodes.Status409Conflict, "state-not-allowed", "the record is not in the state for this");

    /// <summary>Confirms a final conviction: from now on its releases hold. Whoever recorded it does not confirm it.</summary>
    internal static async Task<Results<ViewAnswer<IntegrityView>, ProblemHttpResult>> ConfirmAsync(
        Guid id, Guid record, Principal caller, Records<BrokersDb, IntegrityRecord, IntegrityView> records, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await FindAsync(id, record, records, ct);
        if (found is null) return problem!;
        if (found.State != IntegrityStates.Proposed) return Problems.Conflict("state-not-allowed", $"The record is {found.State} already.");
        if (found.Authority != caller.Authority || found.RecordedBy == caller.Subject)
            return Problems.Of(StatusCodes.Status403Forbidden, "same-officer", "A second officer is needed", "Another officer or client of the authority that recorded it confirms.");
        found.Confirm(caller, clock.StoredNow());
        await db.SetGrantsAsync<IntegrityRecord>(record, found.Originator, found.ReleasesNow, ct);
        await db.SaveChangesAsync(ct);
        return await records.ShowChangedAsync(found, ct);
    }

    /// <summary>Expunges a record, as the law of its State asks: what it said is removed, and for everybody else it no longer exists.</summary>
    internal static async Task<Results<ViewAnswer<IntegrityView>, ProblemHttpResult>> ExpungeAsync(
        Guid id, Guid record, Records<BrokersDb, IntegrityRecord, IntegrityView> records, BrokersDb db, TimeProvider clock, CancellationToken ct)
    {
        var (found, problem) = await FindAsync(id, record, records, ct);
        if (found is null) return problem!;
        if (found.State == IntegrityStates.Expunged) return Problems.Conflict("state-not-allowed", "The record is expunged already.");
        found.Expunge(clock.StoredNow());
        await db.SetGrantsAsync<IntegrityRecord>(record, found.Originator, found.ReleasesNow, ct);
        await db.SaveChangesAsync(ct);
        return await records.ShowChangedAsync(found, ct);
    }

    private static async Task<(IntegrityRecord? Found, ProblemHttpResult? Problem)> FindAsync(
        Guid id, Guid record, Records<BrokersDb, IntegrityRecord, IntegrityView> records, CancellationToken ct)
    {
        if (await records.FindAsync(r => r.Record.Id == record && r.Record.BrokerId == id, ct) is not { } seen) return (null, Problems.NotFound());
        return await records.RefuseChangeAsync(seen, ct) is { } refused ? (null, refused) : (seen.Record, null);
    }
}
